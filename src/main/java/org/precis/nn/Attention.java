package org.precis.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * Multi-head attention's parts. B = batch, T = query length, S = key length, H = heads, K = width
 * of a head.
 */
public final class Attention {
  private Attention() {}

  /** {@link #attend(NDArray, NDArray, NDArray, NDArray, UnaryOperator)} without a change. */
  public static NDArray attend(NDArray q, NDArray k, NDArray v, NDArray bias) {
    return attend(q, k, v, bias, UnaryOperator.identity());
  }

  /**
   * softmax(q·kᵀ + bias)·v. A family that scales does so on q before.
   *
   * @param q (B, H, T, K)
   * @param k (B, H, S, K)
   * @param v (B, H, S, K)
   * @param bias position bias and mask, broadcast to (B, H, T, S)
   * @param change of the probabilities, (B, H, T, S), before they are used
   * @return (B, H, T, K)
   */
  public static NDArray attend(
      NDArray q, NDArray k, NDArray v, NDArray bias, UnaryOperator<NDArray> change) {
    return change.apply(q.matMul(k.transpose(0, 1, 3, 2)).add(bias).softmax(-1)).matMul(v);
  }

  /**
   * (B, T, H·K) as (B, H, T, K).
   *
   * <p>With {@code batch} smaller than x's, neighbouring rows are taken as further queries of one
   * source: (B·n, T, H·K) becomes (B, H, n·T, K). So the beams of a source share its keys and
   * values, and nothing is copied for them.
   */
  public static NDArray splitHeads(NDArray x, long batch, long heads) {
    long width = x.getShape().get(x.getShape().dimension() - 1);
    return x.reshape(batch, -1, heads, width / heads).transpose(0, 2, 1, 3);
  }

  /**
   * (B, H, n·T, K) back as (B·n, T, H·K).
   *
   * @param rows B·n
   */
  public static NDArray mergeHeads(NDArray x, long rows) {
    long queries = x.getShape().get(0) * x.getShape().get(2);
    long width = x.getShape().get(1) * x.getShape().get(3);
    return x.transpose(0, 2, 1, 3).reshape(rows, queries / rows, width);
  }
}
