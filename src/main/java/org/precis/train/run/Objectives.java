package org.precis.train.run;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.train.across.Across;
import org.precis.train.across.AcrossObjective;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.objective.Objective;
import org.precis.train.run.TrainingRun.ObjectiveFactory;

/** The objectives that a configuration can name. */
public final class Objectives {
  private Objectives() {}

  /**
   * What a configuration's {@code objective} says.
   *
   * @param progress told how many documents a teacher has read
   */
  public static ObjectiveFactory of(TrainConfig config, LongConsumer progress) {
    ObjectiveFactory supervised = TrainingRun.crossEntropy(config);
    return config
        .across()
        .<ObjectiveFactory>map(
            across -> start -> across(config, across, start, supervised.create(start), progress))
        .orElse(supervised);
  }

  private static Across across(
      TrainConfig config,
      TrainConfig.AcrossConfig across,
      TrainingRun.Start start,
      Objective supervised,
      LongConsumer progress)
      throws IOException {
    TransformerNetwork network = start.network();
    AcrossObjective.StudentSide student =
        new AcrossObjective.StudentSide(
            network.training(start.dropout(), TrainingRun.product(config, start), start.manager()),
            start.parameters().find(network.head().name()),
            TrainingRun.vocabularyLoss(config, start),
            supervised);
    try {
      return Across.open(
          across.settings(),
          across.teacher(),
          config.device(),
          config.cache(),
          student,
          new Across.Place(start.data(), start.order(), start.position()),
          progress);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage(), e);
    }
  }
}
