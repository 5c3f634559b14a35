package org.precis.eval.statistics;

/** Percentiles with linear interpolation, as NumPy computes them by default. */
final class Percentiles {
  private Percentiles() {}

  /**
   * A percentile.
   *
   * @param sorted in ascending order, not empty
   * @param percent from 0 to 100
   */
  static double of(double[] sorted, double percent) {
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
