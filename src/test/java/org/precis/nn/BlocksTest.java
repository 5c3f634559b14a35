package org.precis.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private final NDManager manager = TorchRuntime.engine().newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void rmsNormDividesByTheRootMeanSquare() {
    NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 4));
    NDArray actual = new RmsNorm(1e-6f).apply(x, manager.ones(new Shape(4)));
    float[] expected = {.365148f, .730297f, 1.095445f, 1.460593f};
    TensorAssert.assertClose("norm", new Shape(1, 4), expected, actual, 1e-6);
  }

  @Test
  void layerNormSubtractsTheMeanAndHasABias() {
    NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 4));
    NDArray weight = manager.create(new float[] {1, 1, 2, 2});
    NDArray bias = manager.create(new float[] {0, 10, 0, 10});
    NDArray actual = LayerNorm.apply(x, weight, bias, 1e-5f);
    float[] expected = {-1.341635f, 9.552788f, .894424f, 12.683271f};
    TensorAssert.assertClose("norm", new Shape(1, 4), expected, actual, 1e-5);
  }

  @Test
  void sinusoidsAreThoseOfBothConventions() {
    float[] paper = {.841471f, .046399f, .002154f, .540302f, .998923f, .999998f};
    TensorAssert.assertClose(
        "paper",
        new Shape(6),
        paper,
        Arrays.copyOfRange(new SinusoidalPositions(6, false).vectors(0, 2), 6, 12),
        1e-6);
    float[] fairseq = {.841471f, .01f, .0001f, .540302f, .99995f, 1f};
    TensorAssert.assertClose(
        "fairseq", new Shape(6), fairseq, new SinusoidalPositions(6, true).vectors(1, 1), 1e-6);
    assertThrows(IllegalArgumentException.class, () -> new SinusoidalPositions(5, true));
  }

  @Test
  void activationsHaveTheirKnownValues() {
    assertActivation(Activation.Kind.GELU_NEW, .841192f, -.158808f);
    assertActivation(Activation.Kind.GELU, .841345f, -.158655f);
    assertActivation(Activation.Kind.RELU, 1, 0);
    assertActivation(Activation.Kind.SILU, .731059f, -.268941f);
  }

  private void assertActivation(Activation.Kind kind, float atOne, float atMinusOne) {
    NDArray x = manager.create(new float[] {1, -1});
    TensorAssert.assertClose(
        kind.name(),
        new Shape(2),
        new float[] {atOne, atMinusOne},
        Activation.of(kind).apply(x),
        1e-6);
  }

  @Test
  void linearIsTheSameForFewRowsAndForMany() {
    manager.getEngine().setRandomSeed(1);
    NDArray weight = manager.randomNormal(0, 1, new Shape(7, 5), DataType.FLOAT32);
    NDArray x = manager.randomNormal(0, 1, new Shape(50, 3, 5), DataType.FLOAT32);
    NDArray many = Linear.apply(x, weight);
    assertEquals(new Shape(50, 3, 7), many.getShape());
    TensorAssert.assertClose("few", many.get("0:4"), Linear.apply(x.get("0:4"), weight), 1e-5);
    TensorAssert.assertClose("one", many.get(0), Linear.apply(x.get(0), weight), 1e-5);
    NDArray bias = manager.randomNormal(0, 1, new Shape(7), DataType.FLOAT32);
    TensorAssert.assertClose("many", many.add(bias), Linear.apply(x, weight, bias), 1e-5);
    TensorAssert.assertClose(
        "few", many.get(0).add(bias), Linear.apply(x.get(0), weight, bias), 1e-5);
  }

  @Test
  void encoderBucketsAreThoseOfTheReference() {
    // First distance of each bucket from 8 on, with 32 buckets up to 128.
    int[] starts = {8, 12, 16, 23, 32, 46, 64, 91};
    RelativePositionBias bias = new RelativePositionBias(32, 128, true);
    assertStarts(starts, 8, distance -> bias.bucket(-distance), 0);
    assertStarts(starts, 8, bias::bucket, 16);
  }

  @Test
  void decoderBucketsAreThoseOfTheReference() {
    int[] starts = {16, 19, 21, 24, 27, 31, 35, 40, 46, 52, 59, 67, 77, 87, 99, 113};
    RelativePositionBias bias = new RelativePositionBias(32, 128, false);
    assertStarts(starts, 16, distance -> bias.bucket(-distance), 0);
    assertEquals(0, bias.bucket(5));
  }

  private static void assertStarts(
      int[] starts, int exact, java.util.function.IntUnaryOperator bucket, int base) {
    for (int distance = 1; distance < 400; distance++) {
      int at = distance;
      int expected =
          distance < exact
              ? distance
              : exact - 1 + (int) IntStream.of(starts).filter(start -> start <= at).count();
      assertEquals(base + expected, bucket.applyAsInt(distance), "distance " + distance);
    }
  }

  @Test
  void biasOfLaterQueriesIsAPartOfTheWhole() {
    RelativePositionBias bias = new RelativePositionBias(8, 20, false);
    NDArray table = manager.arange(0, 16, 1, DataType.FLOAT32).reshape(8, 2);
    NDArray whole = bias.of(table, 0, 9, 9);
    assertEquals(new Shape(1, 2, 9, 9), whole.getShape());
    for (int query = 0; query < 9; query++) {
      NDArray expected = whole.get(":,:,{}:{},0:{}", query, query + 1, query + 1);
      TensorAssert.assertClose("query " + query, expected, bias.of(table, query, 1, query + 1), 0);
    }
  }

  @Test
  void rowsOfASourceShareItsKeys() {
    NDArray x = manager.arange(0, 48, 1, DataType.FLOAT32).reshape(4, 2, 6);
    NDArray heads = Attention.splitHeads(x, 2, 3);
    assertEquals(new Shape(2, 3, 4, 2), heads.getShape());
    TensorAssert.assertClose(
        "second row, first token, second head", x.get("1,0,2:4"), heads.get("0,1,2"), 0);
    TensorAssert.assertClose("merged", x, Attention.mergeHeads(heads, 4), 0);
  }

  @Test
  void maskedKeysGetNoWeight() {
    NDArray q = manager.ones(new Shape(1, 1, 2, 1));
    NDArray k = manager.ones(new Shape(1, 1, 3, 1));
    NDArray v = manager.create(new float[] {1, 10, 100}, new Shape(1, 1, 3, 1));
    TensorAssert.assertClose(
        "causal",
        new Shape(1, 1, 2, 1),
        new float[] {5.5f, 37},
        Attention.attend(q, k, v, AttentionMask.causal(manager, 1, 2)),
        1e-5);
    TensorAssert.assertClose(
        "padding",
        new Shape(1, 1, 2, 1),
        new float[] {1, 1},
        Attention.attend(q, k, v, AttentionMask.padding(manager, new int[] {1}, 3)),
        0);
  }

  @Test
  void lossLeavesIgnoredLabelsOut() {
    NDArray logits = manager.create(new float[] {0, 0, 5, 1, 3, 3}, new Shape(1, 3, 2));
    float loss = CrossEntropy.tokenMean(logits, new long[] {1, CrossEntropy.IGNORED, 0}).getFloat();
    assertEquals(Math.log(2), loss, 1e-6);
    assertThrows(
        IllegalArgumentException.class,
        () -> CrossEntropy.tokenMean(logits, new long[] {-100, -100, -100}));
  }

  @Test
  void scopeFreesAllButWhatIsKeptAndRestoresGradients() {
    boolean before = JniUtils.isGradMode();
    try {
      JniUtils.setGradMode(true);
      NDArray x = manager.create(new float[] {1, 2});
      NDArray kept;
      NDArray freed;
      try (TensorScope scope = TensorScope.open()) {
        assertFalse(JniUtils.isGradMode());
        freed = x.add(x);
        kept = scope.keep(x.mul(x), manager);
      }
      assertTrue(JniUtils.isGradMode());
      assertTrue(freed.isReleased());
      assertArrayEquals(new float[] {1, 4}, kept.toFloatArray());
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  @Test
  void devicesAreNamedAndMissingOnesRefused() {
    assertEquals("cpu", TorchRuntime.device("cpu").getDeviceType());
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> TorchRuntime.device("tpu")).getMessage();
    assertEquals("device 'tpu' is unknown; use auto, cpu, gpu or gpu:N (N = 0, 1, …)", unknown);
    String chosen = TorchRuntime.resolve("auto");
    assertEquals(TorchRuntime.engine().getGpuCount() == 0, chosen.equals("cpu"));
    assertEquals(TorchRuntime.device(chosen), TorchRuntime.device("auto"));
    String absent =
        assertThrows(IllegalArgumentException.class, () -> TorchRuntime.device("gpu:9999"))
            .getMessage();
    assertTrue(absent.startsWith("device 'gpu:9999' is absent: PyTorch sees "), absent);
  }

  @Test
  void threadsAreSetForTheWholeProcess() {
    int before = TorchRuntime.threads();
    try {
      TorchRuntime.setThreads(1);
      assertEquals(1, TorchRuntime.threads());
    } finally {
      TorchRuntime.setThreads(before);
    }
    assertThrows(IllegalArgumentException.class, () -> TorchRuntime.setThreads(0));
  }
}
