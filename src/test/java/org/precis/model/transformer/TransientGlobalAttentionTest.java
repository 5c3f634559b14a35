package org.precis.model.transformer;

import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.nn.AttentionMask;
import org.precis.nn.RelativePositionBias;
import org.precis.nn.TorchRuntime;

/** Against the rule written out position by position, with one head and no projections. */
class TransientGlobalAttentionTest {
  private static final int WIDTH = 6;
  private static final RelativePositionBias BUCKETS = new RelativePositionBias(8, 20, true);

  private final NDManager manager = TorchRuntime.engine().newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "40, 40, 2, 8", // whole blocks
    "45, 38, 2, 8", // what follows the last whole block belongs to it
    "45, 5, 2, 8", // a source shorter than a block has no sums
    "7, 4, 1, 8", // no source has one
    "20, 9, 9, 4" // all positions at once
  })
  void everyPositionSeesItsBandAndTheBlocks(int length, int shorter, int radius, int blockSize) {
    manager.getEngine().setRandomSeed(3);
    NDArray x = manager.randomNormal(0, 1, new Shape(2, length, WIDTH), DataType.FLOAT32);
    NDArray near = manager.randomNormal(0, 1, new Shape(8, 1), DataType.FLOAT32);
    NDArray far = manager.randomNormal(0, 1, new Shape(8, 1), DataType.FLOAT32);
    UnaryOperator<NDArray> same = UnaryOperator.identity();
    NDArray half = manager.full(new Shape(), 0.5f, DataType.FLOAT32);
    EncoderAttention attention =
        new TransientGlobalAttention(
            new EncoderReach.TransientGlobal(radius, blockSize),
            List.of(new MultiHead(same, same, same, same, 1)),
            List.of(sum -> sum.mul(half)), // stands for the norm
            (first, queries, keys) -> BUCKETS.of(near, first, queries, keys),
            far,
            BUCKETS);
    NDArray mask = AttentionMask.padding(manager, new int[] {length, shorter}, length);
    NDArray actual = attention.begin(mask).apply(0, x);
    float[] nearBias = near.toFloatArray();
    float[] farBias = far.toFloatArray();
    for (int row = 0; row < 2; row++) {
      int real = row == 0 ? length : shorter;
      float[] states = x.get("%d,0:%d".formatted(row, real)).toFloatArray();
      assertClose(
          "row " + row,
          new Shape(real, WIDTH),
          expected(states, real, radius, blockSize, nearBias, farBias),
          actual.get("%d,0:%d".formatted(row, real)),
          1e-5);
    }
  }

  private static float[] expected(
      float[] x, int length, int radius, int blockSize, float[] near, float[] far) {
    int blocks = length / blockSize;
    float[] sums = new float[blocks * WIDTH];
    for (int i = 0; i < length && blocks > 0; i++) {
      for (int d = 0; d < WIDTH; d++) {
        sums[Math.min(i / blockSize, blocks - 1) * WIDTH + d] += x[i * WIDTH + d] * 0.5f;
      }
    }
    float[] expected = new float[length * WIDTH];
    for (int i = 0; i < length; i++) {
      double total = 0;
      double[] gathered = new double[WIDTH];
      for (int j = Math.max(0, i - radius); j <= Math.min(length - 1, i + radius); j++) {
        total += add(gathered, x, i, x, j, near[BUCKETS.bucket(j - i)]);
      }
      for (int g = 0; g < blocks; g++) {
        int own = Math.min(i / blockSize, blocks - 1);
        total += add(gathered, x, i, sums, g, far[BUCKETS.bucket(g - own)]);
      }
      for (int d = 0; d < WIDTH; d++) {
        expected[i * WIDTH + d] = (float) (gathered[d] / total);
      }
    }
    return expected;
  }

  /** Adds value j, weighted by exp(query i · key j + bias), and returns the weight. */
  private static double add(
      double[] gathered, float[] queries, int i, float[] keys, int j, float bias) {
    double score = bias;
    for (int d = 0; d < WIDTH; d++) {
      score += queries[i * WIDTH + d] * keys[j * WIDTH + d];
    }
    double weight = Math.exp(score);
    for (int d = 0; d < WIDTH; d++) {
      gathered[d] += weight * keys[j * WIDTH + d];
    }
    return weight;
  }
}
