package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.precis.model.session.ForcedBatch;
import org.precis.model.transformer.OutputHead;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.CrossEntropy;
import org.precis.nn.Dropout;
import org.precis.nn.GradientScope;
import org.precis.nn.Linear;
import org.precis.nn.MatrixProduct;
import org.precis.nn.TensorScope;
import org.precis.train.data.Batch;
import org.precis.train.optim.Parameters;

/**
 * Negative log-likelihood of the given targets, averaged over their tokens, with label smoothing:
 * the loss of supervised summarisation. B = sources, T = target length, D = width, R = target
 * tokens that count.
 */
public final class CrossEntropyObjective implements Objective {
  /** Name of the negative log-likelihood without smoothing. */
  public static final String NLL = "nll";

  /** Room for a seed of each layer. */
  private static final long SEEDS_A_BATCH = 4_099;

  private final TransformerNetwork network;
  private final TransformerNetwork training;
  private final VocabularyLoss loss;
  private final Optional<NDArray> tableGradient;
  private final boolean recompute;
  private final NDManager manager;

  /**
   * An objective.
   *
   * @param network with the weights that are trained
   * @param parameters those weights
   * @param dropout what is dropped in training
   * @param product how projections multiply in training
   * @param loss of single rows
   * @param recompute true if layers are computed twice instead of kept; see {@link RecomputedPass}
   * @param manager owner of inputs and a few constants
   */
  public CrossEntropyObjective(
      TransformerNetwork network,
      Parameters parameters,
      Dropout dropout,
      MatrixProduct product,
      VocabularyLoss loss,
      boolean recompute,
      NDManager manager) {
    this.network = network;
    this.loss = loss;
    this.recompute = recompute;
    this.manager = manager;
    training = network.training(dropout, product, manager);
    tableGradient = parameters.find(network.head().name());
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    return parts(recompute ? recomputed(batch, totals, seed) : kept(batch, totals, seed), totals);
  }

  private VocabularyLoss.Sums kept(Batch batch, StepTotals totals, long seed) {
    JniUtils.setSeed(seed);
    try (GradientScope scope = GradientScope.record()) {
      ForcedBatch forced = forced(batch);
      NDArray rows = rows(decoded(training, forced), forced);
      VocabularyLoss.Differentiated result = differentiate(rows, forced, totals);
      scope.backward(rows, result.rows());
      return result.sums();
    }
  }

  private VocabularyLoss.Sums recomputed(Batch batch, StepTotals totals, long seed) {
    try (GradientScope scope = GradientScope.record()) {
      scope.suppressNotUsedWarning();
      ForcedBatch forced = forced(batch);
      try (RecomputedPass pass =
          new RecomputedPass(training, forced, seed * SEEDS_A_BATCH, manager)) {
        return pass.backward(
            states -> {
              NDArray rows = rows(states, forced);
              VocabularyLoss.Differentiated result = differentiate(rows, forced, totals);
              return new RecomputedPass.Head<>(rows, result.rows(), result.sums());
            });
      }
    }
  }

  private VocabularyLoss.Differentiated differentiate(
      NDArray rows, ForcedBatch forced, StepTotals totals) {
    return loss.differentiate(
        rows,
        training.head(),
        counted(forced),
        totals.lossScale() / totals.targetTokens(),
        tableGradient);
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      ForcedBatch forced = forced(batch);
      VocabularyLoss.Sums sums =
          loss.measure(rows(decoded(network, forced), forced), network.head(), counted(forced));
      return parts(new VocabularyLoss.Sums(sums.likelihood(), sums.likelihood()), totals);
    }
  }

  private ForcedBatch forced(Batch batch) {
    return ForcedBatch.of(batch.sources(), batch.targets(), network.spec(), manager);
  }

  /** Decoder states, (B, T, D). */
  private static NDArray decoded(TransformerNetwork net, ForcedBatch forced) {
    NDArray encoded = net.encode(forced.sources(), forced.mask());
    return net.decoderStates(forced.inputs(), net.newCache(), net.memory(encoded, forced.mask()));
  }

  /** States of all tokens that count, scaled for the head, (B, T, D) to (R, D). */
  private NDArray rows(NDArray states, ForcedBatch forced) {
    OutputHead head = network.head();
    long width = states.getShape().get(2);
    long[] places =
        IntStream.range(0, forced.labels().length)
            .filter(i -> forced.labels()[i] != CrossEntropy.IGNORED)
            .asLongStream()
            .toArray();
    NDArray ids = manager.create(places, new Shape(places.length));
    return head.scaled(Linear.lookUp(ids, states.reshape(-1, width)));
  }

  private static long[] counted(ForcedBatch forced) {
    return Arrays.stream(forced.labels()).filter(label -> label != CrossEntropy.IGNORED).toArray();
  }

  private static LossParts parts(VocabularyLoss.Sums sums, StepTotals totals) {
    return new LossParts(
        sums.smoothed() / totals.targetTokens(),
        Map.of(NLL, sums.likelihood() / totals.targetTokens()));
  }
}
