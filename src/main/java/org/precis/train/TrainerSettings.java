package org.precis.train;

/**
 * How long training runs and what it leaves.
 *
 * @param steps updates of the weights
 * @param accumulation batches of a step
 * @param maxGradientNorm gradients are clipped to this norm; 0 for no limit
 * @param evaluateEvery steps from one validation to the next; 0 for one at the end only
 * @param saveEvery steps from one checkpoint to the next; each validation is followed by one too
 * @param keepBest checkpoints that are kept for their score, besides the latest
 * @param patience validations without a better score after which training stops; 0 for never
 * @param seed decides every random choice
 */
public record TrainerSettings(
    long steps,
    int accumulation,
    double maxGradientNorm,
    long evaluateEvery,
    long saveEvery,
    int keepBest,
    int patience,
    long seed) {
  public TrainerSettings {
    if (steps < 1 || accumulation < 1 || saveEvery < 1) {
      throw new IllegalArgumentException(
          "steps, accumulation and save_every must be at least 1; they are %d, %d and %d"
              .formatted(steps, accumulation, saveEvery));
    }
    if (!(maxGradientNorm >= 0) || evaluateEvery < 0 || keepBest < 0 || patience < 0) {
      throw new IllegalArgumentException(
          "max_gradient_norm, evaluate_every, keep_best and patience must be at least 0; they are %s, %d, %d and %d"
              .formatted(maxGradientNorm, evaluateEvery, keepBest, patience));
    }
  }

  /** Seed of a batch of a step. */
  long batchSeed(long step, int batch) {
    return seed * 1_000_003L + step * accumulation + batch;
  }
}
