package org.precis.eval.statistics;

import java.util.Arrays;

/**
 * What a paired bootstrap found.
 *
 * @param difference mean of A minus mean of B
 * @param interval of the difference
 * @param notBetter resamples in which A was not better than B
 * @param resamples all resamples
 */
public record PairedTest(double difference, Interval interval, int notBetter, int resamples) {
  /**
   * A test of the differences in resamples of the items.
   *
   * @param difference in all items
   * @param resampled differences, at least one
   */
  public static PairedTest of(double difference, double[] resampled) {
    int notBetter = (int) Arrays.stream(resampled).filter(d -> d <= 0).count();
    return new PairedTest(difference, Interval.of(resampled), notBetter, resampled.length);
  }

  /** One-sided p-value with one added to both counts, so that it is never 0. */
  public double p() {
    return (notBetter + 1.0) / (resamples + 1.0);
  }

  /** The plain share of resamples in which A was not better, which some papers report as p. */
  public double share() {
    return (double) notBetter / resamples;
  }
}
