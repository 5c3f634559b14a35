package org.precis.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class TensorAssertTest {
  private static final Shape SHAPE = new Shape(2, 2);
  private static final float[] EXPECTED = {1, 2, 3, 4};

  @Test
  void acceptsWhatIsWithinTolerance() {
    TensorAssert.assertClose("x", SHAPE, EXPECTED, new float[] {1, 2.1f, 3, 3.9f}, 0.11);
  }

  @Test
  void namesTheWorstIndex() {
    assertEquals(
        "x is 3.5 at [1, 0], expected 3.0: off by 0.500, allowed 0.110",
        failure(new float[] {1, 2.2f, 3.5f, 4}));
  }

  @Test
  void refusesWhatIsNotFinite() {
    assertEquals("x is NaN at [0, 1], expected 2.0", failure(new float[] {1, Float.NaN, 9, 4}));
    assertEquals(
        "x is Infinity at [1, 1], expected 4.0",
        failure(new float[] {1, 2, 3, Float.POSITIVE_INFINITY}));
  }

  @Test
  void refusesAnotherShape() {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      AssertionError error =
          assertThrows(
              AssertionError.class,
              () ->
                  TensorAssert.assertClose(
                      "x", SHAPE, EXPECTED, manager.create(EXPECTED, new Shape(4)), 1));
      assertEquals("x has shape (4), expected (2, 2)", error.getMessage());
    }
  }

  @Test
  void refusesExpectedValuesThatAreNotNumbers() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                TensorAssert.assertClose(
                    "x", new Shape(1), new float[] {Float.NaN}, new float[] {1}, 1));
    assertEquals("x is 1.0 at [0], expected NaN: off by NaN, allowed 1.00", error.getMessage());
  }

  private static String failure(float[] actual) {
    return assertThrows(
            AssertionError.class,
            () -> TensorAssert.assertClose("x", SHAPE, EXPECTED, actual, 0.11))
        .getMessage();
  }
}
