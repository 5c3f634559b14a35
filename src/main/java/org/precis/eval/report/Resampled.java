package org.precis.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.precis.eval.statistics.Interval;

/**
 * A figure and what it was in each resample.
 *
 * @param value the figure
 * @param resamples empty where there are none
 */
record Resampled(double value, double[] resamples) {
  /** The mean over languages, in each resample too, so that every language counts the same. */
  static Resampled mean(List<Resampled> figures) {
    double value = figures.stream().mapToDouble(Resampled::value).average().orElseThrow();
    int size = figures.stream().mapToInt(f -> f.resamples.length).min().orElse(0);
    double[] resamples = new double[size];
    Arrays.setAll(
        resamples, i -> figures.stream().mapToDouble(f -> f.resamples[i]).average().orElseThrow());
    return new Resampled(value, resamples);
  }

  Figure figure() {
    return new Figure(
        value, resamples.length == 0 ? Optional.empty() : Optional.of(Interval.of(resamples)));
  }
}
