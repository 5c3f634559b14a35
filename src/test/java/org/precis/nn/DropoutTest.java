package org.precis.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Dropout's share, its repeatability, and that it is absent where it is off. */
class DropoutTest {
  private static final int COUNT = 20_000;

  @Test
  void aShareIsDroppedAndTheRestScaled() {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      JniUtils.setSeed(5);
      float[] dropped = Dropout.of(0.25).apply(manager.ones(new Shape(COUNT))).toFloatArray();
      int zeros = 0;
      for (float value : dropped) {
        if (value == 0) {
          zeros++;
        } else {
          assertEquals(1 / 0.75, value, 1e-6);
        }
      }
      assertEquals(0.25, (double) zeros / COUNT, 0.02);
    }
  }

  @Test
  void aSeedRepeatsTheChoice() {
    UnaryOperator<NDArray> dropout = Dropout.of(0.5);
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray ones = manager.ones(new Shape(64));
      JniUtils.setSeed(1);
      float[] first = dropout.apply(ones).toFloatArray();
      JniUtils.setSeed(1);
      assertArrayEquals(first, dropout.apply(ones).toFloatArray());
      JniUtils.setSeed(2);
      assertFalse(Arrays.equals(first, dropout.apply(ones).toFloatArray()));
    }
  }

  @Test
  void aRateOfZeroDoesNothing() {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray ones = manager.ones(new Shape(2));
      assertSame(ones, Dropout.of(0).apply(ones));
    }
  }

  @Test
  void aRateOfOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Dropout(1, 0, 0, false));
  }
}
