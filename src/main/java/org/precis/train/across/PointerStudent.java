package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.transformer.OutputHead;
import org.precis.token.WordLevelTokenizer;
import org.precis.train.objective.CoverageSettings;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.PointerLoss;
import org.precis.train.objective.PointerObjective;
import org.precis.train.objective.PointerRows;
import org.precis.train.objective.VocabularyLoss;
import org.precis.train.optim.Parameters;

/** A pointer-generator network that learns; its teacher has the same words. */
public final class PointerStudent extends Student {
  /** Tensors as wide as the vocabulary that a row of consistency needs for one that a logit has. */
  private static final long TENSORS = 4;

  private final PointerNetwork training;
  private final ForcedPointer network;
  private final Parameters parameters;
  private final PointerLoss likelihood;
  private final CoverageSettings coverage;
  private final Path folder;
  private final PointerConsistency consistency;
  private final NDManager manager;
  private long step;

  /**
   * A student.
   *
   * @param training with the weights that are trained, and with dropout
   * @param parameters those weights
   * @param likelihood the supervised loss
   * @param coverage what repetition costs in it
   * @param supervised the same as an objective
   * @param temperature of the decoders' consistency; see {@link PointerConsistency}
   * @param folder Hugging Face directory with the student's words
   * @param manager owner of inputs
   */
  public PointerStudent(
      PointerNetwork training,
      Parameters parameters,
      PointerLoss likelihood,
      CoverageSettings coverage,
      Objective supervised,
      double temperature,
      Path folder,
      NDManager manager) {
    super(supervised);
    this.training = training;
    this.parameters = parameters;
    this.likelihood = likelihood;
    this.coverage = coverage;
    this.folder = folder;
    this.manager = manager;
    network = new ForcedPointer(training, manager);
    int rows = VocabularyLoss.pieceRows(TENSORS * training.config().vocabularySize());
    consistency = new PointerConsistency(temperature, rows, manager);
  }

  @Override
  void begin(long stepsDone) {
    step = stepsDone;
  }

  @Override
  ForcedNetwork teacher(LoadedNetwork loaded, Path teachers) throws IOException {
    if (!(loaded.model().network() instanceof PointerNetwork teacher)) {
      throw otherKind(loaded, training.spec());
    }
    requireSizes(
        loaded,
        teacher.config().hiddenSize(),
        teacher.config().vocabularySize(),
        training.config().hiddenSize(),
        training.config().vocabularySize());
    Path own = folder.resolve(WordLevelTokenizer.FILE);
    Path its = teachers.resolve(WordLevelTokenizer.FILE);
    if (!Files.exists(its)) {
      throw new IllegalArgumentException(
          its + " is missing; put the teacher's vocabulary beside its weights");
    }
    if (!Files.readAllLines(own).equals(Files.readAllLines(its))) {
      throw new IllegalArgumentException(
          "teacher and student must have the same words in the same order; %s and %s differ. Start the student from weights with the teacher's words"
              .formatted(its, own));
    }
    return new ForcedPointer(teacher, loaded.model().manager());
  }

  @Override
  Pass force(List<int[]> sources, List<int[]> targets) {
    return new PointerPass(sources, network.force(sources, targets));
  }

  private final class PointerPass implements Pass {
    private final List<int[]> sources;
    private final ForcedPointer.States states;

    PointerPass(List<int[]> sources, ForcedPointer.States states) {
      this.sources = sources;
      this.states = states;
    }

    @Override
    public ForcedStates states() {
      return states;
    }

    @Override
    public LossParts supervised(double scale, Backward backward) {
      double weight = coverage.at(step);
      PointerRows rows = PointerRows.of(states.said(), states.targets(), manager);
      PointerLoss.Differentiated loss = likelihood.differentiate(rows, weight, scale, parameters);
      backward.add(rows.values(), loss.values());
      PointerLoss.Sums sums = loss.sums();
      return new LossParts(
          sums.likelihood() + weight * sums.repetition(),
          Map.of(
              AcrossObjective.NLL,
              sums.likelihood(),
              PointerObjective.COVERAGE,
              sums.repetition()));
    }

    @Override
    public double consistency(
        List<Lesson> lessons, NDArray taught, OutputHead teacher, double scale, Backward backward) {
      NDArray rows = Backward.first(states.rows(), Lesson.tokens(lessons));
      // Attention is as wide as the longest source, whose example may have no lesson.
      List<int[]> both =
          Stream.concat(sources.stream(), lessons.stream().map(Lesson::document)).toList();
      PointerConsistency.Words words =
          PointerConsistency.Words.of(network.sources(both), lessons, manager);
      AlignmentLosses.Differentiated loss =
          consistency.differentiate(
              rows, network.head(), taught, teacher, words, scale, parameters);
      backward.add(rows, loss.gradient());
      return loss.sum();
    }
  }
}
