package org.precis.eval.report;

/**
 * The mean of a stream of values and of its bootstrap resamples, without keeping the values. A
 * resample takes each value as often as a Poisson distribution with mean 1 says, which tends to
 * drawing with replacement as values become many (Chamandy et al. 2012). Not thread-safe.
 */
final class RunningMean {
  private final double[] sums;
  private final double[] weights;
  private double sum;
  private long count;

  RunningMean(int resamples) {
    this.sums = new double[resamples];
    this.weights = new double[resamples];
  }

  /**
   * Adds a value.
   *
   * @param times how often each resample takes it
   */
  void add(double value, int[] times) {
    sum += value;
    count++;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += times[i] * value;
      weights[i] += times[i];
    }
  }

  long count() {
    return count;
  }

  double mean() {
    return sum / count;
  }

  /** The mean of each resample; that of all values where a resample took none. */
  double[] resampled() {
    double[] means = new double[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = weights[i] > 0 ? sums[i] / weights[i] : mean();
    }
    return means;
  }
}
