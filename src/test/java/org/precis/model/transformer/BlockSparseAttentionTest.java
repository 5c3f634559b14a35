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
import org.precis.nn.Attention;
import org.precis.nn.AttentionMask;
import org.precis.nn.TorchRuntime;

/** Against a full matrix of how often each position counts for each other one. */
class BlockSparseAttentionTest {
  private static final int BLOCK = 3;
  private static final int WIDTH = 8;
  private static final int HEADS = 2;

  private final NDManager manager = TorchRuntime.engine().newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"15,0", "16,0", "18,0", "40,0", "40,1", "41,2", "42,3", "33,3", "34,3"})
  void everyBlockSeesItsNeighboursAndBothEnds(int length, int randomBlocks) {
    manager.getEngine().setRandomSeed(4);
    int[] lengths = {length, 2, Math.max(1, length - 7)};
    NDArray x =
        manager.randomNormal(0, 1, new Shape(lengths.length, length, WIDTH), DataType.FLOAT32);
    UnaryOperator<NDArray> same = UnaryOperator.identity();
    EncoderReach.BlockSparse sizes = new EncoderReach.BlockSparse(BLOCK, randomBlocks);
    EncoderAttention attention =
        new BlockSparseAttention(sizes, List.of(new MultiHead(same, same, same, same, HEADS)));
    NDArray actual = attention.begin(AttentionMask.padding(manager, lengths, length)).apply(0, x);
    for (int row = 0; row < lengths.length; row++) {
      String real = "%d:%d,0:%d".formatted(row, row + 1, lengths[row]);
      NDArray heads = Attention.splitHeads(x.get(real), 1, HEADS);
      NDArray expected =
          Attention.mergeHeads(
              Attention.attend(heads, heads, heads, counts(lengths[row], sizes)), 1);
      assertClose("row " + row, expected, actual.get(real), 1e-5);
    }
  }

  /** Logarithms of how often each position counts, (S, S). */
  private NDArray counts(int length, EncoderReach.BlockSparse sizes) {
    boolean full = length <= (5 + 2 * sizes.randomBlocks()) * BLOCK;
    int last = (length - 1) / BLOCK;
    float[] logs = new float[length * length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < length; j++) {
        int from = i / BLOCK;
        int to = j / BLOCK;
        int count;
        if (full || from == 0 || from == last) {
          count = 1;
        } else if (to == 0) {
          count = 1 + sizes.randomBlocks();
        } else {
          count = to == last || Math.abs(from - to) <= 1 ? 1 : 0;
        }
        logs[i * length + j] = (float) Math.log(count);
      }
    }
    return manager.create(logs, new Shape(length, length));
  }
}
