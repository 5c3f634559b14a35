package org.precis.train.objective;

import java.util.List;
import org.precis.train.data.Batch;

/**
 * Sizes of all batches of a step together.
 *
 * @param examples number of examples
 * @param targetTokens number of target tokens, without padding
 */
public record StepTotals(long examples, long targetTokens) {
  /** Sizes of some batches. */
  public static StepTotals of(List<Batch> batches) {
    return new StepTotals(
        batches.stream().mapToLong(batch -> batch.examples().size()).sum(),
        batches.stream().mapToLong(Batch::targetTokens).sum());
  }
}
