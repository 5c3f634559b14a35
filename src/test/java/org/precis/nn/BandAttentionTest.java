package org.precis.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention by blocks against attention with a full mask. */
class BandAttentionTest {
  private static final int HEADS = 3;
  private static final int WIDTH = 4;

  private final NDManager manager = TorchRuntime.engine().newBaseManager();

  @BeforeEach
  void seed() {
    manager.getEngine().setRandomSeed(11);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private NDArray random(long... shape) {
    return manager.randomNormal(0, 1, new Shape(shape), DataType.FLOAT32);
  }

  /** A table of biases for relative positions −99 to 99. */
  private static NDArray relative(NDArray table, int first, int queries, int keys) {
    long[] index = new long[queries * keys];
    for (int i = 0; i < index.length; i++) {
      index[i] = 99L + i % keys - (first + i / keys);
    }
    NDArray ids = table.getManager().create(index, new Shape(queries, keys));
    return Linear.lookUp(ids, table).transpose(2, 0, 1).expandDims(0);
  }

  /** 0 within reach, −∞ beyond, (S, S). */
  private NDArray fullBand(int length, int reach) {
    float[] mask = new float[length * length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Math.abs(i / length - i % length) <= reach ? 0 : AttentionMask.MASKED;
    }
    return manager.create(mask, new Shape(length, length));
  }

  @ParameterizedTest
  @CsvSource({"1,2", "6,1", "7,1", "12,2", "9,2", "10,2", "31,4", "40,4", "45,3", "50,16", "52,16"})
  void blocksEqualAFullMask(int length, int reach) {
    NDArray q = random(2, HEADS, length, WIDTH);
    NDArray k = random(2, HEADS, length, WIDTH);
    NDArray v = random(2, HEADS, length, WIDTH);
    NDArray table = random(199, HEADS);
    UnaryOperator<NDArray> twice = probabilities -> probabilities.mul(2);
    int shorter = Math.max(1, length - 5);
    NDArray mask = AttentionMask.padding(manager, new int[] {length, shorter}, length);
    BandAttention band =
        new BandAttention(mask, reach, (first, t, s) -> relative(table, first, t, s));
    NDArray bias = fullBand(length, reach).add(mask).add(relative(table, 0, length, length));
    NDArray expected = Attention.attend(q, k, v, bias);
    assertReal(shorter, expected, band.attend(q, k, v));
    assertReal(shorter, expected.mul(2), band.attend(q, k, v, twice));

    NDArray sharedKeys = random(2, HEADS, 3, WIDTH);
    NDArray sharedValues = random(2, HEADS, 3, WIDTH);
    NDArray sharedBias = random(1, HEADS, band.rows(), 3);
    NDArray all = bias.concat(sharedBias.get(":,:,0:" + length).repeat(0, 2), 3);
    BandAttention.Shared shared = new BandAttention.Shared(sharedKeys, sharedValues, sharedBias);
    expected = Attention.attend(q, k.concat(sharedKeys, 2), v.concat(sharedValues, 2), all);
    assertReal(shorter, expected, band.attend(q, k, v, shared));
    assertReal(shorter, expected.mul(2), band.attend(q, k, v, shared, twice));
  }

  private static void assertReal(int shorter, NDArray expected, NDArray actual) {
    assertClose("longest", expected.get(0), actual.get(0), 1e-5);
    String real = "1,:,0:" + shorter;
    assertClose("padded", expected.get(real), actual.get(real), 1e-5);
  }

  @Test
  void paddingThatSeesPaddingOnlyIsFinite() {
    NDArray mask = AttentionMask.padding(manager, new int[] {3}, 40);
    NDArray x = random(1, HEADS, 40, WIDTH);
    float[] values = new BandAttention(mask, 2).attend(x, x, x).toFloatArray();
    for (float value : values) {
      assertTrue(Float.isFinite(value), "a value is " + value);
    }
  }

  @Test
  void aLongSequenceNeedsNoSquareOfMemory() {
    int length = 100_000; // its square would be 40 GB
    NDArray x = random(1, 1, length, WIDTH);
    NDArray mask = AttentionMask.padding(manager, new int[] {length}, length);
    NDArray actual = new BandAttention(mask, 5).attend(x, x, x);
    int at = 77_777;
    NDArray query = x.get(":,:,%d:%d".formatted(at, at + 1));
    NDArray seen = x.get(":,:,%d:%d".formatted(at - 5, at + 6));
    NDArray expected = Attention.attend(query, seen, seen, manager.zeros(new Shape(1)));
    assertClose("row", expected, actual.get(":,:,%d:%d".formatted(at, at + 1)), 1e-5);
  }

  @Test
  void groupsOfBlocksAreJoined() {
    // 4 heads of 20,000 positions that see 3 · 129 and 300 shared keys: more than fits at once.
    int length = 20_000;
    NDArray x = random(1, 4, length, 2);
    NDArray shared = random(1, 4, 300, 2);
    NDArray bias = random(1, 4, 20_124, 300);
    NDArray mask = AttentionMask.padding(manager, new int[] {length}, length);
    NDArray actual;
    try (TensorScope scope = TensorScope.open()) {
      BandAttention band = new BandAttention(mask, 128);
      assertEquals(20_124, band.rows());
      actual =
          scope.keep(band.attend(x, x, x, new BandAttention.Shared(shared, shared, bias)), manager);
    }
    for (int at : new int[] {0, 9_999, 19_999}) {
      NDArray query = x.get(":,:,%d:%d".formatted(at, at + 1));
      int from = Math.max(0, at - 128);
      NDArray near = x.get(":,:,%d:%d".formatted(from, Math.min(length, at + 129)));
      long keys = near.getShape().get(2);
      NDArray all = manager.zeros(new Shape(1, 4, 1, keys));
      all = all.concat(bias.get(":,:,%d:%d".formatted(at, at + 1)), 3);
      NDArray seen = near.concat(shared, 2);
      assertClose(
          "row " + at,
          Attention.attend(query, seen, seen, all),
          actual.get(":,:,%d:%d".formatted(at, at + 1)),
          1e-5);
    }
  }

  @Test
  void gradientsEqualThoseOfAFullMask() {
    NDArray x = random(1, HEADS, 30, WIDTH);
    NDArray mask = AttentionMask.padding(manager, new int[] {30}, 30);
    NDArray weights = random(1, HEADS, 30, WIDTH);
    NDArray wide = fullBand(30, 3);
    float[] blocks = gradient(x, y -> new BandAttention(mask, 3).attend(y, y, y).mul(weights));
    float[] full = gradient(x, y -> Attention.attend(y, y, y, wide).mul(weights));
    assertClose("gradient", x.getShape(), full, blocks, 1e-4);
  }

  private float[] gradient(NDArray values, UnaryOperator<NDArray> f) {
    NDArray x = manager.create(values.toFloatArray(), values.getShape());
    x.setRequiresGradient(true);
    try (GradientCollector collector = TorchRuntime.engine().newGradientCollector()) {
      collector.backward(f.apply(x).sum());
    }
    return x.getGradient().toFloatArray();
  }

  @Test
  void aReachOfNothingIsRefused() {
    NDArray mask = AttentionMask.padding(manager, new int[] {4}, 4);
    assertThrows(IllegalArgumentException.class, () -> new BandAttention(mask, 0));
  }
}
