package org.precis.train.baseline;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.precis.train.data.Batch;
import org.precis.train.objective.CrossEntropyObjective;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;

/**
 * NCLS (Zhu et al. 2019): cross-lingual summaries by the first decoder, another task by a second
 * one on the same encoder. The loss is the sum of both, each a mean over its task's target tokens.
 *
 * <p>Deviations: with translation as the other task the original alternates steps between the
 * tasks, here a step has batches of both, so that steps of all methods count the same number of
 * summaries. The encoder reads a source once for each task, with dropout of its own. Transformer
 * and schedule are those of the configuration.
 */
public final class NclsObjective implements Objective {
  /** Name of the second task's negative log-likelihood. */
  public static final String SECOND = "second";

  /** Far from the seeds of other batches. */
  private static final long SECOND_SEED = 0x5DEECE66DL;

  private final Objective first;
  private final Objective second;
  private final SecondTask task;

  /**
   * An objective.
   *
   * @param first of the network with the first decoder
   * @param second of that with the second one
   */
  public NclsObjective(Objective first, Objective second, SecondTask task) {
    this.first = first;
    this.second = second;
    this.task = task;
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    LossParts own = first.accumulate(batch, totals, seed);
    Optional<Batch> other = task.with(batch, seed);
    double loss = own.loss();
    Map<String, Double> parts = new HashMap<>(own.parts());
    parts.put(SECOND, 0.0);
    if (other.isPresent()) {
      LossParts its =
          second.accumulate(other.get(), totals(batch, other.get(), totals), seed ^ SECOND_SEED);
      loss += its.loss();
      parts.put(SECOND, its.parts().get(CrossEntropyObjective.NLL));
    }
    return new LossParts(loss, parts);
  }

  /** As if the other task's whole step were like this batch, which has its share of the step. */
  private static StepTotals totals(Batch batch, Batch other, StepTotals step) {
    double batches = (double) step.examples() / batch.examples().size();
    return new StepTotals(
        Math.round(other.examples().size() * batches),
        Math.round(other.targetTokens() * batches),
        step.lossScale());
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    return first.measure(batch, totals);
  }

  @Override
  public void close() throws IOException {
    try {
      second.close();
    } finally {
      first.close();
    }
  }
}
