package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Negative log-likelihood of labels. */
public final class CrossEntropy {
  /** A label that does not count. */
  public static final long IGNORED = -100;

  private CrossEntropy() {}

  /**
   * Mean over all labels that count. N = positions, V = vocabulary.
   *
   * @param logits (…, V)
   * @param labels ids or {@link #IGNORED}, N of them in the logits' order
   * @return a scalar
   * @throws IllegalArgumentException if no label counts
   */
  public static NDArray tokenMean(NDArray logits, long[] labels) {
    long[] safe = new long[labels.length];
    float[] weights = new float[labels.length];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != IGNORED) {
        safe[i] = labels[i];
        weights[i] = -1f;
        count++;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("none of %d labels counts".formatted(labels.length));
    }
    long n = labels.length;
    NDArray ids = logits.getManager().create(safe, new Shape(n, 1));
    NDArray weight = logits.getManager().create(weights, new Shape(n, 1));
    NDArray total = logits.getManager().full(new Shape(), count, DataType.FLOAT32);
    return logits.reshape(n, -1).logSoftmax(-1).gather(ids, 1).mul(weight).sum().div(total);
  }
}
