package org.precis.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.precis.eval.statistics.Interval;
import org.precis.eval.statistics.PairedTest;

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

  /** How much it is above another figure of the same resamples of the same examples. */
  Figure above(Resampled other) {
    double difference = value - other.value;
    if (resamples.length == 0 || other.resamples.length == 0) {
      return new Figure(difference, Optional.empty());
    }
    double[] resampled = new double[resamples.length];
    Arrays.setAll(resampled, i -> resamples[i] - other.resamples[i]);
    PairedTest test = PairedTest.of(difference, resampled);
    return new Figure(difference, Optional.of(test.interval()), OptionalDouble.of(test.p()));
  }

  Figure figure() {
    return new Figure(
        value, resamples.length == 0 ? Optional.empty() : Optional.of(Interval.of(resamples)));
  }
}
