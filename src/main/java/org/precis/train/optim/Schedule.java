package org.precis.train.optim;

import java.util.Locale;

/**
 * Learning rate of every step: it rises in a line to the peak, then falls. Equals Hugging Face's
 * schedules up to the last step, from which on it stays (their cosine would rise again).
 *
 * @param kind how it falls
 * @param peak highest rate
 * @param warmupSteps steps of the rise
 * @param totalSteps steps of the whole training
 * @param end rate at the end, for {@link Kind#POLYNOMIAL}
 * @param power exponent of the fall, for {@link Kind#POLYNOMIAL}
 */
public record Schedule(
    Kind kind, double peak, long warmupSteps, long totalSteps, double end, double power) {
  /** Scale of {@link Kind#INVERSE_SQRT} where there is no rise, as in Hugging Face. */
  private static final long TIMESCALE = 10_000;

  /** Ways to fall. */
  public enum Kind {
    /** Not at all. */
    CONSTANT,
    /** In a line to 0. */
    LINEAR,
    /** Half a cosine to 0. */
    COSINE,
    /** peak·√(W/t). */
    INVERSE_SQRT,
    /** (peak − end)·(1 − (t − W)/(T − W))^power + end. */
    POLYNOMIAL;

    /** Its name in a configuration. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Schedule {
    if (!(peak > 0) || warmupSteps < 0 || totalSteps < 1) {
      throw new IllegalArgumentException(
          "a schedule needs a positive rate, at least 0 steps of warm-up and at least 1 step; it has %s, %d and %d"
              .formatted(peak, warmupSteps, totalSteps));
    }
    if (warmupSteps > totalSteps) {
      throw new IllegalArgumentException(
          "%d steps of warm-up do not fit into %d steps".formatted(warmupSteps, totalSteps));
    }
    if (kind == Kind.POLYNOMIAL && !(end >= 0 && end < peak && power > 0)) {
      throw new IllegalArgumentException(
          "a polynomial needs 0 ≤ end < rate and a positive power; they are %s, %s and %s"
              .formatted(end, peak, power));
    }
  }

  /**
   * Rate of a step.
   *
   * @param step from 0
   */
  public double at(long step) {
    if (step < warmupSteps) {
      return peak * step / warmupSteps;
    }
    long fall = Math.max(1, totalSteps - warmupSteps);
    double progress = Math.min(1, (double) (step - warmupSteps) / fall);
    return switch (kind) {
      case CONSTANT -> peak;
      case LINEAR -> peak * (1 - progress);
      case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * progress));
      case INVERSE_SQRT -> {
        long scale = warmupSteps == 0 ? TIMESCALE : warmupSteps;
        yield peak / Math.sqrt((double) (step + scale - warmupSteps) / scale);
      }
      case POLYNOMIAL -> (peak - end) * Math.pow(1 - progress, power) + end;
    };
  }
}
