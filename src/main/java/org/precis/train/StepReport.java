package org.precis.train;

import org.precis.train.objective.LossParts;

/**
 * What a step did.
 *
 * @param step updates done, this one included
 * @param epoch from 0
 * @param losses of its batches together
 * @param rate learning rate
 * @param gradientNorm before clipping
 * @param sourceTokens without padding
 * @param targetTokens without padding
 * @param seconds that it took
 */
public record StepReport(
    long step,
    long epoch,
    LossParts losses,
    double rate,
    double gradientNorm,
    long sourceTokens,
    long targetTokens,
    double seconds) {
  /** Tokens a second, source and target, without padding. */
  public double tokensPerSecond() {
    return (sourceTokens + targetTokens) / seconds;
  }
}
