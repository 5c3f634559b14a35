package org.precis.eval.report;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Sums of what a corpus metric counts in a stream of segments and in its bootstrap resamples, drawn
 * as those of {@link RunningMean}. Not thread-safe.
 */
final class RunningCounts {
  private final long[] sums;
  private final long[][] resamples;
  private final long[] segments;

  /**
   * Sums of nothing.
   *
   * @param counts how many figures a segment has
   */
  RunningCounts(int counts, int resamples) {
    this.sums = new long[counts];
    this.resamples = new long[resamples][counts];
    this.segments = new long[resamples];
  }

  /**
   * Adds a segment.
   *
   * @param times how often each resample takes it
   */
  void add(long[] counts, int[] times) {
    add(sums, counts, 1);
    for (int i = 0; i < resamples.length; i++) {
      add(resamples[i], counts, times[i]);
      segments[i] += times[i];
    }
  }

  private static void add(long[] sums, long[] counts, int times) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += times * counts[i];
    }
  }

  /**
   * The metric of all segments, and of each resample; that of all where a resample took none.
   *
   * @param score of summed counts
   */
  Resampled resampled(ToDoubleFunction<long[]> score) {
    double value = score.applyAsDouble(sums);
    double[] scores = new double[resamples.length];
    Arrays.setAll(scores, i -> segments[i] > 0 ? score.applyAsDouble(resamples[i]) : value);
    return new Resampled(value, scores);
  }
}
