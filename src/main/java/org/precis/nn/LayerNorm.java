package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Layer normalisation (Ba et al. 2016): (x − mean) / √(variance + ε) · w + b. */
public final class LayerNorm {
  private LayerNorm() {}

  /**
   * Normalises the last axis.
   *
   * @param x (…, D)
   * @param weight (D)
   * @param bias (D)
   * @return (…, D)
   */
  public static NDArray apply(NDArray x, NDArray weight, NDArray bias, float epsilon) {
    return JniUtils.layerNorm(
        (PtNDArray) x, weight.getShape(), (PtNDArray) weight, (PtNDArray) bias, epsilon);
  }
}
