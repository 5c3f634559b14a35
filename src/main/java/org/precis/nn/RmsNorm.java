package org.precis.nn;

import ai.djl.ndarray.NDArray;
import org.precis.nn.script.ScriptFunction;

/**
 * Root mean square normalisation (Zhang and Sennrich 2019): x / √(mean(x²) + ε) · w, with no mean
 * subtracted and no bias. Thread-safe.
 */
public final class RmsNorm {
  private final ScriptFunction norm;

  /** A normalisation with that ε. */
  public RmsNorm(float epsilon) {
    norm =
        ScriptFunction.of(
            """
            def forward(self, x: Tensor, weight: Tensor) -> Tensor:
              mean_square = torch.mean(torch.mul(x, x), [-1], True)
              return torch.mul(torch.mul(x, torch.rsqrt(torch.add(mean_square, %s))), weight)
            """
                .formatted(Float.toString(epsilon)));
  }

  /**
   * Normalises the last axis.
   *
   * @param x (…, D)
   * @param weight (D)
   * @return (…, D)
   */
  public NDArray apply(NDArray x, NDArray weight) {
    return norm.apply(x, weight);
  }
}
