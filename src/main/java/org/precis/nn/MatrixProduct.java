package org.precis.nn;

import ai.djl.ndarray.NDArray;

/** How projections multiply. Differentiable and thread-safe. */
@FunctionalInterface
public interface MatrixProduct {
  /** In the precision of the factors. */
  MatrixProduct EXACT = Linear::apply;

  /**
   * x·Wᵀ.
   *
   * @param x (…, in)
   * @param weight W, (out, in)
   * @return (…, out)
   */
  NDArray apply(NDArray x, NDArray weight);
}
