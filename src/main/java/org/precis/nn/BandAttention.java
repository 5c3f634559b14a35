package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

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

  private final int length;
  private final int block;
  private final int blocks;
  private final NDArray bias;

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
    NDArray seen = blocks == 0 ? keys : neighbours(keys.transpose(0, 1, 3, 2), HIDDEN, true);
    NDArray positions =
        blocks == 0
            ? relative.of(0, length, length)
            : relative.of(block, block, 3 * block).expandDims(2);
    bias = seen.add(band(manager, reach)).add(positions); // (B, H, S, S) or (B, H, n, c, 3c)
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

  /**
   * softmax(q·kᵀ + bias)·v within the band.
   *
   * @param q (B, H, S, K)
   * @param k (B, H, S, K)
   * @param v (B, H, S, K)
   * @return (B, H, S, K)
   */
  public NDArray attend(NDArray q, NDArray k, NDArray v) {
    NDArray queries = inBlocks(q);
    return whole(scores(queries, k).softmax(-1).matMul(inWindows(v)));
  }

  /** The same, with one softmax over the band and the shared keys. */
  public NDArray attend(NDArray q, NDArray k, NDArray v, Shared shared) {
    NDArray queries = inBlocks(q);
    NDArray inBand = scores(queries, k);
    long width = inBand.getShape().get(inBand.getShape().dimension() - 1);
    NDArray all = inBand.concat(sharedScores(queries, shared), -1).softmax(-1);
    NDArray near = slice(all, -1, 0, width).matMul(inWindows(v));
    NDArray weights = slice(all, -1, width, width + shared.keys().getShape().get(2));
    return whole(near.add(ofShared(weights, shared.values())));
  }

  /** (B, H, S, S) or (B, H, n, c, 3c). */
  private NDArray scores(NDArray queries, NDArray k) {
    return queries.matMul(inWindows(k).swapAxes(-1, -2)).add(bias);
  }

  /** (B, H, S, G) or (B, H, n, c, G). */
  private NDArray sharedScores(NDArray queries, Shared shared) {
    NDArray rows = rowByRow(queries);
    NDArray scores = rows.matMul(shared.keys().transpose(0, 1, 3, 2)).add(shared.bias());
    return blocks == 0 ? scores : split(scores);
  }

  private NDArray ofShared(NDArray weights, NDArray values) {
    NDArray gathered = rowByRow(weights).matMul(values);
    return blocks == 0 ? gathered : split(gathered);
  }

  /** (B, H, n, c, X) to (B, H, n·c, X). */
  private NDArray rowByRow(NDArray x) {
    if (blocks == 0) {
      return x;
    }
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), (long) blocks * block, shape.get(4));
  }

  /** (B, H, n·c, X) to (B, H, n, c, X). */
  private NDArray split(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), blocks, block, shape.get(3));
  }

  /** (B, H, S, K), or filled up and cut into (B, H, n, c, K). */
  private NDArray inBlocks(NDArray x) {
    return blocks == 0 ? x : split(pad(x, 0, rows() - length, 0));
  }

  /** (B, H, S, K), or for each block it and its neighbours, (B, H, n, 3c, K). */
  private NDArray inWindows(NDArray x) {
    return blocks == 0 ? x : neighbours(x, 0, false);
  }

  /**
   * For each block of positions it and its neighbours.
   *
   * @param x (B, H, S, X)
   * @param outside fills what lies outside the sequence
   * @param asKeys true to turn the last two axes, so that a mask of X = 1 lies along the keys
   * @return (B, H, n, 3c, X), or (B, H, n, X, 3c)
   */
  private NDArray neighbours(NDArray x, float outside, boolean asKeys) {
    NDArray padded = pad(x, block, rows() - length + block, outside);
    Shape shape = padded.getShape();
    NDArray cut = padded.reshape(shape.get(0), shape.get(1), blocks + 2L, block, shape.get(3));
    NDArray windows =
        slice(cut, 2, 0, blocks)
            .concat(slice(cut, 2, 1, blocks + 1L), 3)
            .concat(slice(cut, 2, 2, blocks + 2L), 3);
    return asKeys ? windows.swapAxes(-1, -2) : windows;
  }

  /** Back to (B, H, S, K). */
  private NDArray whole(NDArray x) {
    return blocks == 0 ? x : slice(rowByRow(x), 2, 0, length);
  }

  private static NDArray pad(NDArray x, long before, long after, float value) {
    return JniUtils.pad((PtNDArray) x, new long[] {0, 0, before, after}, value);
  }

  private static NDArray slice(NDArray x, int axis, long from, long to) {
    int positive = axis < 0 ? axis + x.getShape().dimension() : axis;
    return JniUtils.slice((PtNDArray) x, positive, from, to, 1);
  }
}
