package org.precis.train.run;

import java.nio.file.Path;
import java.util.List;
import org.precis.train.StepReport;
import org.precis.train.TrainingListener;
import org.precis.train.ValidationReport;
import org.precis.train.checkpoint.TrainerState;

/**
 * Several listeners as one.
 *
 * @param all told one after another
 */
public record TrainingListeners(List<TrainingListener> all) implements TrainingListener {
  /** Some listeners, told in this order. */
  public static TrainingListener of(TrainingListener... listeners) {
    return new TrainingListeners(List.of(listeners));
  }

  @Override
  public void started(TrainerState from) {
    all.forEach(listener -> listener.started(from));
  }

  @Override
  public void stepped(StepReport report) {
    all.forEach(listener -> listener.stepped(report));
  }

  @Override
  public void validated(ValidationReport report) {
    all.forEach(listener -> listener.validated(report));
  }

  @Override
  public void saved(long step, Path folder) {
    all.forEach(listener -> listener.saved(step, folder));
  }
}
