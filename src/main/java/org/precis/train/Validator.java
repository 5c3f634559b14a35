package org.precis.train;

import java.util.List;
import org.precis.train.data.Batch;
import org.precis.train.data.BatchOrder;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;

/**
 * Measures a model on examples that it is not trained on: the loss, and where it is wanted texts
 * that the model generates. Not thread-safe.
 */
public final class Validator {
  private final BatchOrder examples;
  private final Objective objective;
  private final TextMetrics metrics;
  private final String scoredBy;

  /** Name of the score that is the loss, negated. */
  public static final String LOSS = "loss";

  /**
   * A validator.
   *
   * @param metrics of generated texts
   * @param scoredBy which figure decides: {@link #LOSS}, or a name that {@code metrics} gives
   */
  public Validator(BatchOrder examples, Objective objective, TextMetrics metrics, String scoredBy) {
    this.examples = examples;
    this.objective = objective;
    this.metrics = metrics;
    this.scoredBy = scoredBy;
  }

  /** True if there is anything to measure. */
  public boolean hasExamples() {
    return examples.store().size() > 0;
  }

  /** Measures the model as it is after {@code step} updates. */
  public ValidationReport run(long step) {
    long start = System.nanoTime();
    List<int[]> batches = examples.sorted();
    long tokens = 0;
    for (int i = 0; i < examples.store().size(); i++) {
      tokens += examples.store().targetLength(i);
    }
    StepTotals totals = new StepTotals(examples.store().size(), tokens);
    LossParts losses = LossParts.ZERO;
    for (int[] numbers : batches) {
      Batch batch = examples.batch(numbers);
      losses = losses.plus(objective.measure(batch, totals));
    }
    var figures = metrics.measure(examples.store());
    double score = scoredBy.equals(LOSS) ? -losses.loss() : figures.get(scoredBy);
    return new ValidationReport(step, losses, figures, score, (System.nanoTime() - start) / 1e9);
  }
}
