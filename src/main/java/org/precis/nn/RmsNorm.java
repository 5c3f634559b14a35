package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Root mean square normalisation (Zhang and Sennrich 2019): x / √(mean(x²) + ε) · w, with no mean
 * subtracted and no bias. Thread-safe.
 */
public final class RmsNorm {
  private static final int[] LAST = {-1};

  private final NDArray epsilon;

  /**
   * A normalisation.
   *
   * @param manager owner of the constant ε; lives as long as this object is used
   */
  public RmsNorm(NDManager manager, float epsilon) {
    this.epsilon = manager.full(new Shape(), epsilon, DataType.FLOAT32);
  }

  /**
   * Normalises the last axis.
   *
   * @param x (…, D)
   * @param weight (D)
   * @return (…, D)
   */
  public NDArray apply(NDArray x, NDArray weight) {
    NDArray meanSquare = x.mul(x).mean(LAST, true);
    return x.div(meanSquare.add(epsilon).sqrt()).mul(weight);
  }
}
