package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Attention of every position to those at most {@code reach} away (Beltagy et al. 2020, section
 * 3.1), and to a few keys that all share. Memory grows with the length, not with its square:
 * positions are cut into n blocks of c = reach + 1, and a block sees itself and its two neighbours.
 * Up to a length of 3c all scores are computed at once, which is no more.
 *
 * <p>Prepared once for a batch, used by all layers of one reach. Differentiable. B = batch, H =
 * heads, S = length, K = width of a head, G = shared keys.
 */
public final class BandAttention {
  /**
   * Hides a key. Finite, unlike {@link AttentionMask#MASKED}: a padding position may see padding
   * only, and must not become NaN.
   */
  private static final float HIDDEN = -1e9f;

  /** Position bias of queries from {@code first} on towards keys from 0 on, (1, H, T, S). */
  @FunctionalInterface
  public interface Relative {
    NDArray of(int first, int queries, int keys);
  }

  /**
   * Keys that every position sees.
   *
   * @param keys (B, H, G, K)
   * @param values (B, H, G, K)
   * @param bias added to their scores, broadcast to (B, H, {@link #rows()}, G)
   */
  public record Shared(NDArray keys, NDArray values, NDArray bias) {}

  /** Scores that are in memory at once, 128 MB; blocks are computed in groups of as many. */
  private static final long SCORES_AT_ONCE = 1L << 25;

  private final int length;
  private final int block;
  private final int blocks;

  /** 0 for keys that may be seen, (B, 1, 1, S) or (B, 1, n, 1, 3c). */
  private final NDArray seen;

  /** Band and position bias, broadcast to (B, H, S, S) or (B, H, n, c, 3c). */
  private final NDArray positions;

  /**
   * Prepares a batch.
   *
   * @param mask 0 for keys that may be seen, below 0 or −∞ for others, (B, 1, 1, S)
   * @param reach largest distance that is seen, at least 1
   */
  public BandAttention(NDArray mask, int reach) {
    this(mask, reach, noBias(mask));
  }

  /**
   * Prepares a batch whose positions see all of their block and of its two neighbours, however far.
   *
   * @param mask as above; S is a multiple of {@code block}, and there are more than three blocks
   * @param block positions in a block
   */
  public static BandAttention ofBlocks(NDArray mask, int block) {
    long length = mask.getShape().get(3);
    if (block < 1 || length % block != 0 || length / block <= 3) {
      throw new IllegalArgumentException(
          "%d positions are not more than three blocks of %d".formatted(length, block));
    }
    return new BandAttention(mask, 2 * block, block, noBias(mask));
  }

  /**
   * Prepares a batch with a bias for relative positions.
   *
   * @param mask as above
   * @param reach as above
   * @param relative added to the scores
   */
  public BandAttention(NDArray mask, int reach, Relative relative) {
    this(mask, reach, reach + 1, relative);
  }

  private BandAttention(NDArray mask, int reach, int block, Relative relative) {
    if (reach < 1) {
      throw new IllegalArgumentException("the reach must be at least 1; it is " + reach);
    }
    NDManager manager = mask.getManager();
    length = (int) mask.getShape().get(3);
    this.block = block;
    blocks = length <= 3 * block ? 0 : (length + block - 1) / block;
    NDArray keys = mask.maximum(manager.full(new Shape(), HIDDEN, DataType.FLOAT32));
    seen = blocks == 0 ? keys : neighbours(keys.transpose(0, 1, 3, 2), HIDDEN).swapAxes(-1, -2);
    NDArray bias =
        blocks == 0
            ? relative.of(0, length, length)
            : relative.of(block, block, 3 * block).expandDims(2);
    positions = bias.add(band(manager, reach));
  }

  private static Relative noBias(NDArray mask) {
    return (first, queries, keys) -> mask.getManager().zeros(new Shape(1, 1, 1, 1));
  }

  /** Rows for which a bias of shared keys is needed: S, or S filled up to whole blocks. */
  public int rows() {
    return blocks == 0 ? length : blocks * block;
  }

  /** 0 within reach, (S, S) or (c, 3c). */
  private NDArray band(NDManager manager, int reach) {
    int queries = blocks == 0 ? length : block;
    int keys = blocks == 0 ? length : 3 * block;
    int first = blocks == 0 ? 0 : block;
    float[] hidden = new float[queries * keys];
    for (int i = 0; i < queries; i++) {
      int from = Math.max(0, first + i - reach);
      int to = Math.min(keys, first + i + reach + 1);
      Arrays.fill(hidden, i * keys, i * keys + from, HIDDEN);
      Arrays.fill(hidden, i * keys + to, (i + 1) * keys, HIDDEN);
    }
    return manager.create(hidden, new Shape(queries, keys));
  }

  /** {@link #attend(NDArray, NDArray, NDArray, UnaryOperator)} without a change. */
  public NDArray attend(NDArray q, NDArray k, NDArray v) {
    return attend(q, k, v, UnaryOperator.identity());
  }

  /**
   * softmax(q·kᵀ + bias)·v within the band.
   *
   * @param q (B, H, S, K)
   * @param k (B, H, S, K)
   * @param v (B, H, S, K)
   * @param change of the probabilities before they are used
   * @return (B, H, S, K)
   */
  public NDArray attend(NDArray q, NDArray k, NDArray v, UnaryOperator<NDArray> change) {
    if (blocks == 0) {
      return Attention.attend(q, k, v, seen.add(positions), change);
    }
    NDArray queries = inBlocks(q);
    NDArray keys = neighbours(k, 0);
    NDArray values = neighbours(v, 0);
    return inGroups(
        queries,
        0,
        (from, to) ->
            change
                .apply(scores(queries, keys, from, to).softmax(-1))
                .matMul(slice(values, 2, from, to)));
  }

  /** {@link #attend(NDArray, NDArray, NDArray, Shared, UnaryOperator)} without a change. */
  public NDArray attend(NDArray q, NDArray k, NDArray v, Shared shared) {
    return attend(q, k, v, shared, UnaryOperator.identity());
  }

  /** The same, with one softmax over the band and the shared keys. */
  public NDArray attend(
      NDArray q, NDArray k, NDArray v, Shared shared, UnaryOperator<NDArray> change) {
    if (blocks == 0) {
      NDArray bias = seen.add(positions);
      NDArray near = q.matMul(k.transpose(0, 1, 3, 2)).add(bias);
      NDArray far = sharedScores(q, shared, shared.bias());
      return gather(near, far, v, shared, change);
    }
    NDArray queries = inBlocks(q);
    NDArray keys = neighbours(k, 0);
    NDArray values = neighbours(v, 0);
    boolean oneBias = shared.bias().getShape().get(2) == 1;
    return inGroups(
        queries,
        shared.keys().getShape().get(2),
        (from, to) -> {
          NDArray bias =
              oneBias ? shared.bias() : slice(shared.bias(), 2, from * block, to * block);
          NDArray rows = rowByRow(slice(queries, 2, from, to));
          NDArray far = split(sharedScores(rows, shared, bias));
          NDArray near = scores(queries, keys, from, to);
          return gather(near, far, slice(values, 2, from, to), shared, change);
        });
  }

  /** Attention of the blocks {@code from} to {@code to} − 1, (B, H, to − from, c, K). */
  @FunctionalInterface
  private interface Group {
    NDArray attend(long from, long to);
  }

  /** Joins what groups of blocks give, (B, H, S, K). */
  private NDArray inGroups(NDArray queries, long shared, Group group) {
    Shape shape = queries.getShape();
    long perBlock = shape.get(0) * shape.get(1) * block * (3L * block + shared);
    long atOnce = Math.max(1, SCORES_AT_ONCE / perBlock);
    NDList parts = new NDList();
    for (long from = 0; from < blocks; from += atOnce) {
      long first = from;
      long end = Math.min(blocks, from + atOnce);
      parts.add(TensorScope.part(() -> rowByRow(group.attend(first, end))));
    }
    NDArray all = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 2);
    return slice(all, 2, 0, length);
  }

  /** Scores of some blocks, (B, H, to − from, c, 3c). */
  private NDArray scores(NDArray queries, NDArray keys, long from, long to) {
    return slice(queries, 2, from, to)
        .matMul(slice(keys, 2, from, to).swapAxes(-1, -2))
        .add(slice(seen, 2, from, to))
        .add(positions);
  }

  /** (B, H, T, G). */
  private static NDArray sharedScores(NDArray queries, Shared shared, NDArray bias) {
    return queries.matMul(shared.keys().transpose(0, 1, 3, 2)).add(bias);
  }

  /** One softmax over scores of near and of shared keys, then the mix of their values. */
  private NDArray gather(
      NDArray near, NDArray far, NDArray values, Shared shared, UnaryOperator<NDArray> change) {
    long width = near.getShape().get(near.getShape().dimension() - 1);
    NDArray all = change.apply(near.concat(far, -1).softmax(-1));
    long end = width + shared.keys().getShape().get(2);
    NDArray ofShared = rowByRow(slice(all, -1, width, end)).matMul(shared.values());
    NDArray ofBand = slice(all, -1, 0, width).matMul(values);
    return ofBand.add(blocks == 0 ? ofShared : split(ofShared));
  }

  /** (B, H, m, c, X) to (B, H, m·c, X). */
  private NDArray rowByRow(NDArray x) {
    Shape shape = x.getShape();
    return blocks == 0 ? x : x.reshape(shape.get(0), shape.get(1), -1, shape.get(4));
  }

  /** (B, H, m·c, X) to (B, H, m, c, X). */
  private NDArray split(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), -1, block, shape.get(3));
  }

  /** (B, H, S, K), filled up and cut into (B, H, n, c, K). */
  private NDArray inBlocks(NDArray x) {
    return split(pad(x, 0, rows() - length, 0));
  }

  /**
   * For each block of positions it and its neighbours.
   *
   * @param x (B, H, S, X)
   * @param outside fills what lies outside the sequence
   * @return (B, H, n, 3c, X)
   */
  private NDArray neighbours(NDArray x, float outside) {
    NDArray cut = split(pad(x, block, rows() - length + block, outside));
    return slice(cut, 2, 0, blocks)
        .concat(slice(cut, 2, 1, blocks + 1L), 3)
        .concat(slice(cut, 2, 2, blocks + 2L), 3);
  }

  private static NDArray pad(NDArray x, long before, long after, float value) {
    return JniUtils.pad((PtNDArray) x, new long[] {0, 0, before, after}, value);
  }

  private static NDArray slice(NDArray x, int axis, long from, long to) {
    int positive = axis < 0 ? axis + x.getShape().dimension() : axis;
    return JniUtils.slice((PtNDArray) x, positive, from, to, 1);
  }
}
