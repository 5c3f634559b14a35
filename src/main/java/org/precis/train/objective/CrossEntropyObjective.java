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

  private final TransformerNetwork network;
  private final TransformerNetwork training;
  private final VocabularyLoss loss;
  private final Optional<NDArray> tableGradient;
  private final NDManager manager;

  /**
   * An objective.
   *
   * @param network with the weights that are trained
   * @param parameters those weights
   * @param dropout what is dropped in training
   * @param loss of single rows
   * @param manager owner of inputs and a few constants
   */
  public CrossEntropyObjective(
      TransformerNetwork network,
      Parameters parameters,
      Dropout dropout,
      VocabularyLoss loss,
      NDManager manager) {
    this.network = network;
    this.loss = loss;
    this.manager = manager;
    training = network.training(dropout, manager);
    tableGradient = parameters.find(network.head().name());
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    JniUtils.setSeed(seed);
    try (GradientScope scope = GradientScope.record()) {
      ForcedBatch forced = forced(batch);
      NDArray rows = rows(training, forced);
      double scale = 1.0 / totals.targetTokens();
      VocabularyLoss.Differentiated result =
          loss.differentiate(rows, training.head(), counted(forced), scale, tableGradient);
      scope.backward(rows, result.rows());
      return parts(result.sums(), totals);
    }
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      ForcedBatch forced = forced(batch);
      VocabularyLoss.Sums sums =
          loss.measure(rows(network, forced), network.head(), counted(forced));
      return parts(new VocabularyLoss.Sums(sums.likelihood(), sums.likelihood()), totals);
    }
  }

  private ForcedBatch forced(Batch batch) {
    return ForcedBatch.of(batch.sources(), batch.targets(), network.spec(), manager);
  }

  /** Decoder states of all tokens that count, scaled for the head, (R, D). */
  private NDArray rows(TransformerNetwork net, ForcedBatch forced) {
    NDArray encoded = net.encode(forced.sources(), forced.mask());
    NDArray states =
        net.decoderStates(
            forced.inputs(), net.newCache(), net.memory(encoded, forced.mask())); // (B, T, D)
    OutputHead head = net.head();
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
