package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.precis.nn.AttentionMask;
import org.precis.nn.BandAttention;
import org.precis.nn.Linear;
import org.precis.nn.RelativePositionBias;

/**
 * LongT5's transient-global attention (Guo et al. 2022, section 3.1.2): beside its band every
 * position sees one state for each whole block of its source, the normalised sum of the block's
 * states; what follows the last whole block is added to that. A source shorter than a block has
 * none. B = sources, S = length, G = blocks, H = heads, D = width.
 *
 * @param sizes reach and block size
 * @param layers projections
 * @param norms norm of the sums, of each layer
 * @param relative position bias within the band
 * @param table position bias towards blocks, (buckets, H)
 * @param buckets maps distances in blocks to its rows
 */
record TransientGlobalAttention(
    EncoderReach.TransientGlobal sizes,
    List<MultiHead> layers,
    List<UnaryOperator<NDArray>> norms,
    BandAttention.Relative relative,
    NDArray table,
    RelativePositionBias buckets)
    implements EncoderAttention {
  private static final float HIDDEN = -1e9f;

  @Override
  public Pass begin(NDArray mask) {
    BandAttention band = new BandAttention(mask, sizes.radius(), relative);
    int length = (int) mask.getShape().get(3);
    int blocks = length / sizes.blockSize();
    if (blocks == 0) {
      return (n, x) -> {
        MultiHead heads = layers.get(n);
        return heads.merge(heads.attend(x, band), x.getShape().get(0));
      };
    }
    int[] lengths = AttentionMask.lengths(mask);
    NDArray members = members(mask.getManager(), lengths, length, blocks); // (B, G, S)
    NDArray bias = bias(mask.getManager(), lengths, band.rows(), blocks); // (B, H, rows, G)
    return (n, x) -> {
      MultiHead heads = layers.get(n);
      long batch = x.getShape().get(0);
      NDArray sums = norms.get(n).apply(members.matMul(x)); // (B, G, D)
      BandAttention.Shared shared =
          new BandAttention.Shared(heads.keys(sums), heads.values(sums), bias);
      NDArray queries = heads.queries(x, batch);
      return heads.merge(
          band.attend(queries, heads.keys(x), heads.values(x), shared, heads.dropout()), batch);
    };
  }

  /** The whole block that a position is counted to; −1 if the source has none. */
  private int blockOf(int position, int length) {
    return Math.min(position / sizes.blockSize(), length / sizes.blockSize() - 1);
  }

  /** 1 where a position belongs to a block, (B, G, S). */
  private NDArray members(NDManager manager, int[] lengths, int length, int blocks) {
    float[] members = new float[Math.multiplyExact(lengths.length * blocks, length)];
    for (int row = 0; row < lengths.length; row++) {
      for (int i = 0; i < lengths[row] && lengths[row] >= sizes.blockSize(); i++) {
        members[(row * blocks + blockOf(i, lengths[row])) * length + i] = 1;
      }
    }
    return manager.create(members, new Shape(lengths.length, blocks, length));
  }

  /** Position bias of positions towards blocks, and a mask of absent blocks, (B, H, rows, G). */
  private NDArray bias(NDManager manager, int[] lengths, int rows, int blocks) {
    int size = Math.multiplyExact(rows, blocks);
    long[] index = new long[Math.multiplyExact(lengths.length, size)];
    float[] absent = new float[lengths.length * blocks];
    for (int row = 0; row < lengths.length; row++) {
      int whole = lengths[row] / sizes.blockSize();
      Arrays.fill(absent, row * blocks + Math.min(whole, blocks), (row + 1) * blocks, HIDDEN);
      for (int i = 0; i < rows; i++) {
        for (int g = 0; g < blocks; g++) {
          index[row * size + i * blocks + g] = buckets.bucket(g - blockOf(i, lengths[row]));
        }
      }
    }
    NDArray ids = manager.create(index, new Shape(lengths.length, rows, blocks));
    return Linear.lookUp(ids, table)
        .transpose(0, 3, 1, 2)
        .add(manager.create(absent, new Shape(lengths.length, 1, 1, blocks)));
  }
}
