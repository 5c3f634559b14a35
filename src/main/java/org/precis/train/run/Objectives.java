package org.precis.train.run;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.train.across.Across;
import org.precis.train.across.PointerStudent;
import org.precis.train.across.Student;
import org.precis.train.across.TransformerStudent;
import org.precis.train.baseline.NclsObjective;
import org.precis.train.baseline.SecondTask;
import org.precis.train.checkpoint.Checkpoint;
import org.precis.train.checkpoint.TrainerState;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.PreparedData;
import org.precis.train.data.SectionTokens;
import org.precis.train.data.TokenStore;
import org.precis.train.objective.CrossEntropyObjective;
import org.precis.train.objective.Objective;
import org.precis.train.objective.PointerLikelihoods;
import org.precis.train.objective.PointerLoss;
import org.precis.train.objective.PointerObjective;
import org.precis.train.objective.TargetLikelihoods;
import org.precis.train.objective.TransformerLikelihoods;
import org.precis.train.objective.VocabularyLoss;
import org.precis.train.run.TrainingRun.ObjectiveFactory;
import org.precis.train.uotsumm.CounterTraining;
import org.precis.train.uotsumm.SectionTargets;
import org.precis.train.uotsumm.UotSummObjective;
import org.precis.train.uotsumm.UotSummSettings;

/** The objectives that a configuration can name. */
public final class Objectives {
  private Objectives() {}

  /**
   * What a configuration's {@code objective} says.
   *
   * @param progress told how many documents a teacher has read
   */
  public static ObjectiveFactory of(TrainConfig config, LongConsumer progress) {
    ObjectiveFactory supervised = supervised(config);
    if (config.across().isPresent()) {
      return start ->
          across(config, config.across().get(), start, supervised.create(start), progress);
    }
    if (config.ncls().isPresent()) {
      return start -> ncls(config, config.ncls().get(), start, supervised.create(start));
    }
    if (config.uotsumm().isPresent()) {
      return start -> uotsumm(config, config.uotsumm().get(), start, supervised.create(start));
    }
    return supervised;
  }

  /** Supervised training on the pairs. */
  public static ObjectiveFactory supervised(TrainConfig config) {
    return start ->
        start.network() instanceof PointerNetwork pointer
            ? pointerObjective(config, start, pointer)
            : transformerObjective(config, start);
  }

  private static Objective transformerObjective(TrainConfig config, TrainingRun.Start start) {
    if (config.coverage().weight() > 0) {
      throw new ConfigException(
          "'loss.coverage' is for pgnet models; a %s has no coverage"
              .formatted(start.network().spec().modelType()));
    }
    return new CrossEntropyObjective(
        start.transformer(),
        start.parameters(),
        start.dropout(),
        config.precision().product(),
        vocabularyLoss(config, start),
        config.recompute(),
        start.manager());
  }

  private static Objective pointerObjective(
      TrainConfig config, TrainingRun.Start start, PointerNetwork pointer) {
    if (config.labelSmoothing() > 0 || config.recompute() || config.precision().isHalf()) {
      throw new ConfigException(
          "'loss.label_smoothing', 'memory.recompute' and half 'precision' are not for pgnet models");
    }
    return new PointerObjective(
        pointer,
        start.parameters(),
        start.dropout(),
        config.coverage(),
        pointerLoss(pointer, start),
        start.manager());
  }

  private static PointerLoss pointerLoss(PointerNetwork pointer, TrainingRun.Start start) {
    int rows = VocabularyLoss.pieceRows(pointer.config().vocabularySize());
    return new PointerLoss(pointer, rows, start.manager());
  }

  /** How likely the network finds targets. */
  private static TargetLikelihoods likelihoods(TrainConfig config, TrainingRun.Start start) {
    return start.network() instanceof PointerNetwork pointer
        ? new PointerLikelihoods(pointer, pointerLoss(pointer, start), start.manager())
        : new TransformerLikelihoods(
            start.transformer(), vocabularyLoss(config, start), start.manager());
  }

  private static VocabularyLoss vocabularyLoss(TrainConfig config, TrainingRun.Start start) {
    return new VocabularyLoss(
        config.labelSmoothing(),
        VocabularyLoss.pieceRows(start.network().spec().targetVocabularySize(), config.precision()),
        config.precision(),
        start.manager());
  }

  private static UotSummObjective uotsumm(
      TrainConfig config, UotSummSettings settings, TrainingRun.Start start, Objective supervised) {
    TargetLikelihoods likelihoods = likelihoods(config, start);
    SectionTargets targets =
        new SectionTargets(
            SectionTokens.of(start.tokenizer(), config.data().targetLanguage()),
            config.data().maxTargetTokens());
    long width;
    try (TargetLikelihoods.Sources any =
        likelihoods.encode(List.of(new int[] {targets.tokens().sentenceEnd()}))) {
      width = any.means()[0].length;
    }
    CounterTraining counter =
        new CounterTraining(settings, width, config.trainer().seed(), start.manager());
    counter.resume(
        start.from(),
        start.checkpoint().map(state -> Checkpoint.trainer(start.from())),
        start.checkpoint().map(TrainerState::step).orElse(0L));
    return new UotSummObjective(
        settings, likelihoods, supervised, counter, targets, config.maxTokens());
  }

  private static NclsObjective ncls(
      TrainConfig config, TrainConfig.NclsConfig ncls, TrainingRun.Start start, Objective first)
      throws IOException {
    TokenStore pairs =
        PreparedData.open(ncls.data(), start.tokenizer(), config.cache(), rows -> {}).train();
    if (pairs.size() == 0) {
      throw new ConfigException("no pair of 'ncls.train' is left to train on");
    }
    Objective second =
        new CrossEntropyObjective(
            start.second().orElseThrow().network(),
            start.parameters(),
            start.dropout(),
            config.precision().product(),
            vocabularyLoss(config, start),
            config.recompute(),
            start.manager());
    SecondTask task =
        ncls.sameSources()
            ? SecondTask.sameSources(pairs)
            : SecondTask.drawn(
                new BatchOrder(
                    pairs, config.maxTokens(), config.maxExamples(), config.trainer().seed()));
    return new NclsObjective(first, second, task);
  }

  private static Across across(
      TrainConfig config,
      TrainConfig.AcrossConfig across,
      TrainingRun.Start start,
      Objective supervised,
      LongConsumer progress)
      throws IOException {
    double temperature = across.settings().consistencyTemperature();
    Student student =
        start.network() instanceof PointerNetwork pointer
            ? pointerStudent(config, start, pointer, supervised, temperature)
            : transformerStudent(config, start, supervised, temperature);
    try {
      return Across.open(
          across.settings(),
          across.teacher(),
          config.devices().get(start.copy()),
          start.copy() == 0 ? config.cache() : config.cache().resolve("device-" + start.copy()),
          student,
          new Across.Place(start.data(), start.order(), start.position()),
          progress);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage(), e);
    }
  }

  private static Student transformerStudent(
      TrainConfig config, TrainingRun.Start start, Objective supervised, double temperature) {
    TransformerNetwork network = start.transformer();
    return new TransformerStudent(
        network.training(start.dropout(), config.precision().product(), start.manager()),
        start.parameters().find(network.head().name()),
        vocabularyLoss(config, start),
        supervised,
        temperature,
        start.manager());
  }

  private static Student pointerStudent(
      TrainConfig config,
      TrainingRun.Start start,
      PointerNetwork pointer,
      Objective supervised,
      double temperature) {
    return new PointerStudent(
        pointer.training(start.dropout()),
        start.parameters(),
        pointerLoss(pointer, start),
        config.coverage(),
        supervised,
        temperature,
        config.model(),
        start.manager());
  }
}
