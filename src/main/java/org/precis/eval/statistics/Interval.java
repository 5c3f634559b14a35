package org.precis.eval.statistics;

import java.util.Arrays;

/**
 * A bootstrap interval.
 *
 * @param low 2.5th percentile of the resamples' means
 * @param mid their median, which some tools report as the score; it is not the mean
 * @param high 97.5th percentile
 */
public record Interval(double low, double mid, double high) {
  private static final double LOW_PERCENT = 2.5;
  private static final double HIGH_PERCENT = 97.5;

  /**
   * The interval of resampled values, in any order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Interval of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("an interval needs at least one resample, got 0");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(
        Percentiles.of(sorted, LOW_PERCENT),
        Percentiles.of(sorted, 50),
        Percentiles.of(sorted, HIGH_PERCENT));
  }
}
