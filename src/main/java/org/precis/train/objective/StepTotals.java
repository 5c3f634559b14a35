package org.precis.train.objective;

import java.util.List;
import org.precis.train.data.Batch;

/**
 * Sizes of all batches of a step together.
 *
 * @param examples number of examples
 * @param targetTokens number of target tokens, without padding
 * @param lossScale what the loss is multiplied by before it is differentiated, so that small
 *     gradients are not lost in half precision; figures are without it
 */
public record StepTotals(long examples, long targetTokens, double lossScale) {
  /** Sizes of a step whose loss is differentiated as it is. */
  public StepTotals(long examples, long targetTokens) {
    this(examples, targetTokens, 1);
  }

  /** Sizes of some batches. */
  public static StepTotals of(List<Batch> batches) {
    return new StepTotals(
        batches.stream().mapToLong(batch -> batch.examples().size()).sum(),
        batches.stream().mapToLong(Batch::targetTokens).sum());
  }

  /** The same with another scale. */
  public StepTotals scaledBy(double scale) {
    return new StepTotals(examples, targetTokens, scale);
  }
}
