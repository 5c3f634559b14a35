package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.transformer.OutputHead;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.VocabularyLoss;

/** A transformer that learns. */
public final class TransformerStudent extends Student {
  private final TransformerNetwork training;
  private final ForcedTransformer network;
  private final Optional<NDArray> tableGradient;
  private final VocabularyLoss likelihood;
  private final ConsistencyLoss consistency;

  /**
   * A student.
   *
   * @param training with the weights that are trained, and with dropout
   * @param tableGradient where the gradient of the head's table is added; empty if it is frozen
   * @param likelihood the supervised loss
   * @param supervised the same as an objective
   * @param temperature what logits are divided by in the decoders' consistency
   * @param manager owner of inputs
   */
  public TransformerStudent(
      TransformerNetwork training,
      Optional<NDArray> tableGradient,
      VocabularyLoss likelihood,
      Objective supervised,
      double temperature,
      NDManager manager) {
    super(supervised);
    this.training = training;
    this.tableGradient = tableGradient;
    this.likelihood = likelihood;
    network = new ForcedTransformer(training, manager);
    int rows = VocabularyLoss.pieceRows(training.spec().targetVocabularySize());
    consistency = new ConsistencyLoss(temperature, rows, manager);
  }

  @Override
  ForcedNetwork teacher(LoadedNetwork loaded, Path folder) {
    if (!(loaded.model().network() instanceof TransformerNetwork teacher)) {
      throw otherKind(loaded, training.spec());
    }
    requireSizes(
        loaded,
        teacher.config().width(),
        teacher.spec().targetVocabularySize(),
        training.config().width(),
        training.spec().targetVocabularySize());
    return new ForcedTransformer(teacher, loaded.model().manager());
  }

  @Override
  Pass force(List<int[]> sources, List<int[]> targets) {
    return new TransformerPass(network.force(sources, targets));
  }

  private final class TransformerPass implements Pass {
    private final ForcedTransformer.States states;
    private final OutputHead head = training.head();

    TransformerPass(ForcedTransformer.States states) {
      this.states = states;
    }

    @Override
    public ForcedStates states() {
      return states;
    }

    @Override
    public LossParts supervised(double scale, Backward backward) {
      NDArray rows = head.scaled(states.rows());
      VocabularyLoss.Differentiated loss =
          likelihood.differentiate(rows, head, states.labels(), scale, tableGradient);
      backward.add(rows, loss.rows());
      return new LossParts(
          loss.sums().smoothed(), Map.of(AcrossObjective.NLL, loss.sums().likelihood()));
    }

    @Override
    public double consistency(
        List<Lesson> lessons, NDArray taught, OutputHead teacher, double scale, Backward backward) {
      NDArray rows = head.scaled(Backward.first(states.rows(), Lesson.tokens(lessons)));
      AlignmentLosses.Differentiated loss =
          consistency.differentiate(
              rows, head, teacher.scaled(taught), teacher, scale, tableGradient);
      backward.add(rows, loss.gradient());
      return loss.sum();
    }
  }
}
