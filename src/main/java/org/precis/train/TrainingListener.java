package org.precis.train;

import java.nio.file.Path;
import org.precis.train.checkpoint.TrainerState;

/** Hears what a trainer does, on the trainer's thread. An exception ends the training. */
public interface TrainingListener {
  /** Training begins, or goes on. */
  default void started(TrainerState from) {}

  /** A step is done. */
  default void stepped(StepReport report) {}

  /** A validation is done. */
  default void validated(ValidationReport report) {}

  /** A checkpoint is on the disk. */
  default void saved(long step, Path folder) {}
}
