package org.precis.train.objective;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.precis.model.counter.CounterNetwork;
import org.precis.train.data.Batch;
import org.precis.train.optim.Parameters;

/**
 * What training makes small. An objective knows its network, adds gradients to the parameters, and
 * returns figures. Not thread-safe.
 *
 * <p>A step may consist of several batches. Every part of the loss is a mean over the whole step,
 * so the step's totals come first; figures of the batches then add up to those of the step.
 */
public interface Objective extends Closeable {
  /**
   * Told before each step; for losses that change in the course of training.
   *
   * @param stepsDone steps before it, those left out too
   */
  default void begin(long stepsDone) {}

  /**
   * Forward and backward pass of one batch.
   *
   * @param totals sizes of the whole step that the batch is part of; the network's gradients are
   *     those of the loss times {@link StepTotals#lossScale}, the figures are without it
   * @param seed of all random choices, dropout above all: the same seed gives the same result
   * @return this batch's shares of the step's losses
   */
  LossParts accumulate(Batch batch, StepTotals totals, long seed);

  /**
   * All batches of a step.
   *
   * @param step its batches
   * @param totals their sizes
   * @param seeds of each batch, by its place
   * @return the step's losses
   */
  default LossParts accumulate(List<Batch> step, StepTotals totals, IntToLongFunction seeds) {
    LossParts losses = LossParts.ZERO;
    for (int i = 0; i < step.size(); i++) {
      losses = losses.plus(accumulate(step.get(i), totals, seeds.applyAsLong(i)));
    }
    return losses;
  }

  /**
   * The losses without gradients, dropout and label smoothing.
   *
   * @param totals sizes of all that is measured
   * @return this batch's shares of the losses
   */
  LossParts measure(Batch batch, StepTotals totals);

  /** What the objective trains beside the network, with gradients of its own, never scaled. */
  default Optional<Parameters> beside() {
    return Optional.empty();
  }

  /** Where it trains one beside the network: what says how long sections' summaries are. */
  default Optional<CounterNetwork> counter() {
    return Optional.empty();
  }

  /**
   * Updates what the objective trains beside the network, after the network's own update, or where
   * that was left out.
   */
  default void update() {}

  /**
   * Adds to a checkpoint what the objective trains beside the network.
   *
   * @param model the checkpoint's model folder, complete but for this
   * @param trainer its folder for what belongs to training
   * @throws IOException if a file cannot be written
   */
  default void write(Path model, Path trainer) throws IOException {}

  /** Frees what the objective holds beside the network; nothing, for most. */
  @Override
  default void close() throws IOException {}
}
