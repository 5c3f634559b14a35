package org.precis.train.objective;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.pgnet.PointerSources;
import org.precis.model.session.TokenBatch;
import org.precis.nn.Dropout;
import org.precis.nn.GradientScope;
import org.precis.nn.TensorScope;
import org.precis.train.data.Batch;
import org.precis.train.optim.Parameters;

/**
 * Supervised learning of a pointer-generator network: −log P(w*) + λ·Σ min(a, c), averaged over
 * target words (See et al. 2017, equations 6 and 13). Models are compared by the first part alone,
 * which means the same before and after coverage begins to cost.
 */
public final class PointerObjective implements Objective {
  /** Name of Σ min(a, c), which λ is not in. */
  public static final String COVERAGE = "coverage";

  private final PointerNetwork network;
  private final PointerNetwork training;
  private final Parameters parameters;
  private final CoverageSettings coverage;
  private final PointerLoss loss;
  private final NDManager manager;
  private long step;

  /**
   * An objective.
   *
   * @param network with the weights that are trained
   * @param parameters those weights
   * @param dropout of which the rate of states counts
   * @param manager owner of inputs
   */
  public PointerObjective(
      PointerNetwork network,
      Parameters parameters,
      Dropout dropout,
      CoverageSettings coverage,
      PointerLoss loss,
      NDManager manager) {
    this.network = network;
    this.parameters = parameters;
    this.coverage = coverage;
    this.loss = loss;
    this.manager = manager;
    training = network.training(dropout);
  }

  @Override
  public void begin(long stepsDone) {
    step = stepsDone;
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    JniUtils.setSeed(seed);
    double weight = coverage.at(step);
    try (GradientScope scope = GradientScope.record()) {
      PointerRows rows = rows(training, batch);
      PointerLoss.Differentiated result =
          loss.differentiate(rows, weight, 1.0 / totals.targetTokens(), parameters);
      scope.backward(rows.values(), result.values());
      return parts(result.sums(), weight, totals);
    }
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      PointerRows rows = rows(network, batch);
      double likelihood = 0;
      for (float word : loss.likelihoods(rows)) {
        likelihood += word;
      }
      long last = rows.values().getShape().get(1) - 1;
      double repetition = rows.values().get(":," + last).sum().getFloat();
      return parts(new PointerLoss.Sums(likelihood, repetition), 0, totals);
    }
  }

  private PointerRows rows(PointerNetwork net, Batch batch) {
    PointerSources sources =
        PointerSources.of(TokenBatch.of(batch.sources(), net.spec()), net.config());
    return PointerRows.of(net, sources, net.encode(sources, manager), batch.targets(), manager);
  }

  private static LossParts parts(PointerLoss.Sums sums, double weight, StepTotals totals) {
    double likelihood = sums.likelihood() / totals.targetTokens();
    double repetition = sums.repetition() / totals.targetTokens();
    return new LossParts(
        likelihood + weight * repetition,
        Map.of(CrossEntropyObjective.NLL, likelihood, COVERAGE, repetition));
  }
}
