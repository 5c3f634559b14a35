package org.precis.train;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.precis.train.checkpoint.CheckpointDirectory;
import org.precis.train.checkpoint.TrainerState;
import org.precis.train.checkpoint.TrainerState.Evaluated;
import org.precis.train.data.Batch;
import org.precis.train.data.BatchStream;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;
import org.precis.train.optim.GradientClip;
import org.precis.train.optim.LossScale;
import org.precis.train.optim.Optimizer;
import org.precis.train.optim.Parameters;
import org.precis.train.optim.Schedule;

/**
 * The loop: batches, gradients, update; now and then a validation and a checkpoint. Everything that
 * a step does is a function of the settings and of what a checkpoint holds, so that a resumed
 * training gives the weights of one that was not interrupted, bit for bit on a CPU with the same
 * number of threads. Not thread-safe.
 */
public final class Trainer {
  private final TrainerSettings settings;
  private final Schedule schedule;
  private final Objective objective;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final BatchStream batches;
  private final Validator validator;
  private final CheckpointDirectory checkpoints;
  private final CheckpointWriter writer;
  private final TrainingListener listener;
  private TrainerState state;
  private long savedStep;

  /** Writes what belongs to a checkpoint into a folder. */
  @FunctionalInterface
  public interface CheckpointWriter {
    /** All of it. */
    void write(Path folder, TrainerState state) throws IOException;
  }

  /** Why training ended. */
  public enum Outcome {
    /** All steps are done. */
    COMPLETE,
    /** The score had not improved for as many validations as the settings allow. */
    EARLY_STOP,
    /** The caller asked for it; the last checkpoint has all that was done. */
    STOPPED
  }

  /**
   * A trainer.
   *
   * @param batches at the state's position
   * @param state where training stands; weights and optimizer are in that state
   */
  public Trainer(
      TrainerSettings settings,
      Schedule schedule,
      Objective objective,
      Parameters parameters,
      Optimizer optimizer,
      BatchStream batches,
      Validator validator,
      CheckpointDirectory checkpoints,
      CheckpointWriter writer,
      TrainingListener listener,
      TrainerState state) {
    this.settings = settings;
    this.schedule = schedule;
    this.objective = objective;
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.batches = batches;
    this.validator = validator;
    this.checkpoints = checkpoints;
    this.writer = writer;
    this.listener = listener;
    this.state = state;
    savedStep = state.step();
  }

  /**
   * Trains to the end.
   *
   * @param stop asked between steps; once it is true, a checkpoint is written and training ends
   * @throws TrainingException if a loss is no finite number, or a gradient is none that a smaller
   *     scale of the loss could mend, or memory runs out
   * @throws IOException if a checkpoint cannot be written
   */
  public Outcome run(BooleanSupplier stop) throws IOException {
    listener.started(state);
    parameters.zeroGradients();
    while (state.step() < settings.steps()) {
      if (exhausted()) {
        return Outcome.EARLY_STOP;
      }
      if (stop.getAsBoolean()) {
        save();
        return Outcome.STOPPED;
      }
      step();
      boolean last = state.step() == settings.steps();
      boolean evaluated = validator.hasExamples() && (last || due(settings.evaluateEvery()));
      if (evaluated) {
        ValidationReport report = validator.run(state.step());
        state = state.evaluated(report.score());
        listener.validated(report);
      }
      if (evaluated || last || due(settings.saveEvery())) {
        save();
      }
    }
    return Outcome.COMPLETE;
  }

  /** Where training stands. */
  public TrainerState state() {
    return state;
  }

  private boolean due(long every) {
    return every > 0 && state.step() % every == 0;
  }

  private boolean exhausted() {
    return settings.patience() > 0 && state.evaluationsSinceBest() >= settings.patience();
  }

  private void step() {
    long start = System.nanoTime();
    List<Batch> step = batches.next(settings.accumulation());
    StepTotals totals = StepTotals.of(step);
    LossParts losses;
    double norm;
    double rate = schedule.at(state.step());
    Optional<LossScale> scale = state.lossScale();
    double factor = scale.map(LossScale::value).orElse(1.0);
    objective.begin(state.step());
    try {
      long done = state.step();
      losses =
          objective.accumulate(step, totals.scaledBy(factor), i -> settings.batchSeed(done, i));
      norm = parameters.gradientNorm() / factor;
      if (overflown(losses.loss(), norm, factor)) {
        scale = scale.map(LossScale::afterOverflow);
      } else {
        requireFinite(losses.loss(), norm);
        optimizer.step(rate, GradientClip.scale(norm, settings.maxGradientNorm()) / factor);
        scale = scale.map(LossScale::afterNumbers);
      }
      parameters.zeroGradients();
      objective.update();
    } catch (EngineException e) {
      throw new TrainingException(
          "step %d failed on %d batches of %d examples: %s; %s. Where memory ran out, lower batch.max_tokens and raise batch.accumulation"
              .formatted(state.step() + 1, step.size(), totals.examples(), e.getMessage(), kept()),
          e);
    }
    state = state.advanced(batches.position(), totals.targetTokens(), scale);
    long source = step.stream().mapToLong(Batch::sourceTokens).sum();
    listener.stepped(
        new StepReport(
            state.step(),
            state.position().epoch(),
            losses,
            rate,
            norm,
            source,
            totals.targetTokens(),
            (System.nanoTime() - start) / 1e9));
  }

  /** True if a smaller factor may help. */
  private static boolean overflown(double loss, double norm, double factor) {
    return Double.isFinite(loss) && !Double.isFinite(norm) && factor > 1;
  }

  private void requireFinite(double loss, double norm) {
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new TrainingException(
          "at step %d the loss is %s and the norm of its gradients %s; the weights were not changed by it, and %s. Try a lower learning rate, a longer warm-up or a smaller optimizer.max_gradient_norm, and look at the data"
              .formatted(state.step() + 1, loss, norm, kept()));
    }
  }

  private String kept() {
    return savedStep == 0
        ? "there is no checkpoint yet"
        : "the checkpoint of step %d is whole".formatted(savedStep);
  }

  private void save() throws IOException {
    if (savedStep == state.step() && checkpoints.steps().contains(savedStep)) {
      return;
    }
    checkpoints.write(state.step(), folder -> writer.write(folder, state));
    savedStep = state.step();
    checkpoints.removeAllBut(kept(settings.keepBest()));
    listener.saved(savedStep, checkpoints.folder(savedStep));
  }

  /** The latest step and those of the best scores. */
  private Set<Long> kept(int best) {
    Set<Long> kept = new HashSet<>();
    state.evaluations().stream()
        .sorted(Comparator.comparingDouble(Evaluated::score).reversed())
        .limit(best)
        .forEach(evaluated -> kept.add(evaluated.step()));
    kept.add(state.step());
    return kept;
  }
}
