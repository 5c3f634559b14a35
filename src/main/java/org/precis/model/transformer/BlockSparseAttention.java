package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.nn.Attention;
import org.precis.nn.AttentionMask;
import org.precis.nn.BandAttention;

/**
 * BigBird's self-attention; see {@link EncoderReach.BlockSparse}. Each source attends by itself, so
 * that its last block is that of its own end and padding changes nothing; Hugging Face takes the
 * last block of the longest source. As there, attention probabilities are dropped only where a
 * source is short enough for full attention. H = heads, S = length, L = length of one source filled
 * up to whole blocks, c = block size, K = width of a head.
 *
 * @param sizes block size and number of random blocks
 * @param layers projections
 */
record BlockSparseAttention(EncoderReach.BlockSparse sizes, List<MultiHead> layers)
    implements EncoderAttention {
  /** Hides padding in the last block; finite as in {@link BandAttention}. */
  private static final float HIDDEN = -1e9f;

  /** Attention of one source by a layer's heads: (1, H, S, K) each, of its real positions. */
  @FunctionalInterface
  private interface OneSource {
    NDArray attend(MultiHead heads, NDArray q, NDArray k, NDArray v);
  }

  @Override
  public Pass begin(NDArray mask) {
    int[] lengths = AttentionMask.lengths(mask);
    List<OneSource> sources =
        Arrays.stream(lengths).mapToObj(length -> oneSource(length, mask.getManager())).toList();
    return (n, x) -> {
      MultiHead heads = layers.get(n);
      int batch = lengths.length;
      NDArray q = heads.queries(x, batch);
      NDArray k = heads.keys(x);
      NDArray v = heads.values(x);
      long width = x.getShape().get(1);
      NDArray gathered =
          IntStream.range(0, batch)
              .mapToObj(
                  row ->
                      pad(
                          sources
                              .get(row)
                              .attend(
                                  heads,
                                  real(q, row, lengths[row]),
                                  real(k, row, lengths[row]),
                                  real(v, row, lengths[row])),
                          width - lengths[row]))
              .reduce((above, below) -> above.concat(below, 0))
              .orElseThrow();
      return heads.merge(gathered, batch);
    };
  }

  private OneSource oneSource(int length, NDManager manager) {
    NDArray nothing = manager.zeros(new Shape(1, 1, 1, 1), DataType.FLOAT32);
    if (length <= sizes.fullTokens()) {
      return (heads, q, k, v) -> heads.attend(q, k, v, nothing);
    }
    int block = sizes.blockSize();
    int filled = (length + block - 1) / block * block;
    int last = filled - block;
    NDArray all = mask(manager, filled, 0, length);
    BandAttention band = BandAttention.ofBlocks(mask(manager, filled, block, last), block);
    NDArray globalBias = globalBias(manager, length - last);
    return (heads, realQ, realK, realV) -> {
      NDArray q = pad(realQ, filled - length);
      NDArray k = pad(realK, filled - length);
      NDArray v = pad(realV, filled - length);
      BandAttention.Shared ends =
          new BandAttention.Shared(ends(k, last), ends(v, last), globalBias);
      NDArray between = rows(band.attend(q, k, v, ends), block, last);
      return rows(
          Attention.attend(rows(q, 0, block), k, v, all)
              .concat(between, 2)
              .concat(Attention.attend(rows(q, last, filled), k, v, all), 2),
          0,
          length);
    };
  }

  /** Shows the keys of a range, (1, 1, 1, L). */
  private static NDArray mask(NDManager manager, int filled, int from, int to) {
    float[] mask = new float[filled];
    Arrays.fill(mask, 0, from, HIDDEN);
    Arrays.fill(mask, to, filled, HIDDEN);
    return manager.create(mask, new Shape(1, 1, 1, filled));
  }

  /**
   * Bias towards the first and the last block, (1, 1, 1, 2c). A key that counts m times has log m
   * added to its score.
   *
   * @param real number of real positions in the last block
   */
  private NDArray globalBias(NDManager manager, int real) {
    int block = sizes.blockSize();
    float[] bias = new float[2 * block];
    Arrays.fill(bias, 0, block, (float) Math.log(1 + sizes.randomBlocks()));
    Arrays.fill(bias, block + real, 2 * block, HIDDEN);
    return manager.create(bias, new Shape(1, 1, 1, 2L * block));
  }

  /** The first and the last block, (1, H, 2c, K). */
  private NDArray ends(NDArray x, int last) {
    int block = sizes.blockSize();
    return rows(x, 0, block).concat(rows(x, last, last + (long) block), 2);
  }

  private static NDArray real(NDArray x, int row, int length) {
    return rows(JniUtils.slice((PtNDArray) x, 0, row, row + 1L, 1), 0, length);
  }

  private static NDArray rows(NDArray x, long from, long to) {
    return JniUtils.slice((PtNDArray) x, 2, from, to, 1);
  }

  private static NDArray pad(NDArray x, long count) {
    return JniUtils.pad((PtNDArray) x, new long[] {0, 0, 0, count}, 0);
  }
}
