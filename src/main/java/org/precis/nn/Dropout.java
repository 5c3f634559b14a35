package org.precis.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.precis.nn.script.ScriptFunction;

/**
 * Where a network under training drops values, and how many (Srivastava et al. 2014). Values that
 * stay are divided by the share that stays. The choice follows PyTorch's random numbers, so that
 * seeding them repeats it.
 *
 * @param states share of embeddings and of each sub-layer's result
 * @param attention share of attention probabilities
 * @param activation share of the values inside feed-forward layers
 * @param last true if states after the last layer's norm are dropped too, as in T5
 */
public record Dropout(double states, double attention, double activation, boolean last) {
  private static final int DRAWS = 1 << 16;

  /**
   * Four values share 64 random bits (int64 is 4, int16 is 2, fp32 is 6): generators are the
   * greatest part of dropout's cost.
   */
  private static final String MASKED =
      """
      def forward(self, x: Tensor) -> Tensor:
        count = torch.numel(x)
        bits = torch.empty([(count + 3) // 4], dtype=4, device=ops.prim.device(x))
        torch.random_(bits, -9223372036854775807 - 1, None)
        draws = torch.slice(torch.view_copy(bits, dtype=2), 0, 0, count)
        mask = torch.mul_(torch.to(torch.ge(draws, %d), 6), %s)
        return torch.mul(x, torch.view_as(mask, x))
      """;

  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0, 0, false);

  public Dropout {
    for (double rate : new double[] {states, attention, activation}) {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException(
            "a dropout rate is %s; it must be at least 0 and less than 1".formatted(rate));
      }
    }
  }

  /** The same places with other rates. */
  public Dropout with(double newStates, double newAttention, double newActivation) {
    return new Dropout(newStates, newAttention, newActivation, last);
  }

  /** Drops a share of the values, rounded to 1/65536; does nothing at all for a rate of 0. */
  public static UnaryOperator<NDArray> of(double rate) {
    long dropped = Math.min(Math.round(rate * DRAWS), DRAWS - 1);
    if (dropped == 0) {
      return UnaryOperator.identity();
    }
    String text = MASKED.formatted(dropped - DRAWS / 2, (double) DRAWS / (DRAWS - dropped));
    return ScriptFunction.of(text)::apply;
  }
}
