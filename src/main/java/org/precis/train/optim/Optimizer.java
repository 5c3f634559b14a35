package org.precis.train.optim;

import org.precis.nn.NamedTensors;

/**
 * Changes weights by their gradients. An optimizer belongs to the {@link Parameters} that it was
 * made for; its state belongs to the manager that it was made with. Not thread-safe.
 */
public interface Optimizer {
  /**
   * One update. Gradients stay as they are, or scaled.
   *
   * @param rate learning rate
   * @param gradientScale what gradients are multiplied by, such as {@link GradientClip#scale}
   */
  void step(double rate, double gradientScale);

  /** Number of updates so far. */
  long steps();

  /** What must be saved beside {@link #steps} to go on later; the tensors stay the optimizer's. */
  NamedTensors state();

  /**
   * Goes on from a saved state: the caller has copied the saved values into {@link #state}'s
   * tensors.
   *
   * @param steps number of updates done
   */
  void resumeAt(long steps);

  /** The kinds, by their names in a configuration. */
  enum Kind {
    /** {@link AdamW}. */
    ADAMW,
    /** {@link Adafactor}. */
    ADAFACTOR,
    /** {@link Adagrad}. */
    ADAGRAD
  }
}
