package org.precis.eval.statistics;

import java.util.Arrays;

/** Bootstrap over the items of a test set (Efron 1979; for systems Koehn 2004). */
public final class Bootstrap {
  /** Resamples that tools usually take. */
  public static final int RESAMPLES = 1000;

  private Bootstrap() {}

  /**
   * The interval of the mean.
   *
   * @param values score of each item
   * @param resampler draws items, such as {@link Resampler#uniform}
   * @param resamples at least 1
   */
  public static Interval interval(double[] values, Resampler resampler, int resamples) {
    return Interval.of(means(values, resampler, resamples));
  }

  /**
   * Whether system A is better than system B on the same items.
   *
   * @param a scores of A
   * @param b scores of B, item by item
   * @throws IllegalArgumentException if the lengths differ
   */
  public static PairedTest compare(double[] a, double[] b, Resampler resampler, int resamples) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "a paired test needs scores of the same items, got " + a.length + " and " + b.length);
    }
    int[][] draws = new int[resamples][];
    Arrays.setAll(draws, i -> resampler.next());
    double[] differences = new double[resamples];
    Arrays.setAll(differences, i -> mean(a, draws[i]) - mean(b, draws[i]));
    double difference =
        Arrays.stream(a).average().orElseThrow() - Arrays.stream(b).average().orElseThrow();
    return PairedTest.of(difference, differences);
  }

  private static double[] means(double[] values, Resampler resampler, int resamples) {
    double[] means = new double[resamples];
    Arrays.setAll(means, i -> mean(values, resampler.next()));
    return means;
  }

  private static double mean(double[] values, int[] items) {
    double sum = 0;
    for (int item : items) {
      sum += values[item];
    }
    return sum / items.length;
  }
}
