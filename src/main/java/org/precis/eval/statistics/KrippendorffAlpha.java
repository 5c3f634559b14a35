package org.precis.eval.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Krippendorff's α (2011): agreement of any number of raters, missing ratings allowed. */
public final class KrippendorffAlpha {
  /** What the values mean, and so how far apart two of them are. */
  public enum Level {
    /** Names: equal or not. */
    NOMINAL,
    /** Ranks: as many steps as there are ratings between them. */
    ORDINAL,
    /** Numbers: their difference. */
    INTERVAL
  }

  private KrippendorffAlpha() {}

  /**
   * α, at most 1; 0 is agreement by chance.
   *
   * @param ratings by rater and unit; NaN where a rater gave none
   * @return empty if fewer than two values were used, so that there is nothing to disagree on
   * @throws IllegalArgumentException if raters have different numbers of units
   */
  public static OptionalDouble of(double[][] ratings, Level level) {
    double[] values =
        Arrays.stream(ratings)
            .flatMapToDouble(Arrays::stream)
            .filter(v -> !Double.isNaN(v))
            .distinct()
            .sorted()
            .toArray();
    double[][] coincidences = coincidences(ratings, values);
    double[] totals = Arrays.stream(coincidences).mapToDouble(KrippendorffAlpha::sum).toArray();
    double all = sum(totals);
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < values.length; c++) {
      for (int k = 0; k < values.length; k++) {
        double distance = distance(values, totals, c, k, level);
        observed += coincidences[c][k] * distance;
        expected += totals[c] * totals[k] * distance / (all - 1);
      }
    }
    return expected > 0 ? OptionalDouble.of(1 - observed / expected) : OptionalDouble.empty();
  }

  /** How often two values meet in a unit, each unit weighing as much as it has ratings. */
  private static double[][] coincidences(double[][] ratings, double[] values) {
    double[][] coincidences = new double[values.length][values.length];
    int units = ratings.length == 0 ? 0 : ratings[0].length;
    for (int unit = 0; unit < units; unit++) {
      int[] counts = new int[values.length];
      for (double[] rater : ratings) {
        if (rater.length != units) {
          throw new IllegalArgumentException(
              "every rater has the same units, got " + units + " and " + rater.length);
        }
        if (!Double.isNaN(rater[unit])) {
          counts[Arrays.binarySearch(values, rater[unit])]++;
        }
      }
      int given = Arrays.stream(counts).sum();
      for (int c = 0; c < values.length && given > 1; c++) {
        for (int k = 0; k < values.length; k++) {
          int pairs = counts[c] * (c == k ? counts[c] - 1 : counts[k]);
          coincidences[c][k] += (double) pairs / (given - 1);
        }
      }
    }
    return coincidences;
  }

  private static double distance(double[] values, double[] totals, int c, int k, Level level) {
    double root =
        switch (level) {
          case NOMINAL -> c == k ? 0 : 1;
          case INTERVAL -> values[c] - values[k];
          case ORDINAL -> {
            double between = -(totals[c] + totals[k]) / 2;
            for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
              between += totals[g];
            }
            yield between;
          }
        };
    return root * root;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
