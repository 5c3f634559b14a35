package org.precis.eval.report;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean of a stream of values that fall into strata. Every stratum is resampled for itself and
 * keeps its share of the mean. Not thread-safe.
 */
final class StratifiedMean {
  /** As many as a table can be read with; a stream with more has something else in its labels. */
  private static final int MOST_STRATA = 100;

  private final int resamples;
  private final Map<String, RunningMean> strata = new TreeMap<>();

  StratifiedMean(int resamples) {
    this.resamples = resamples;
  }

  /**
   * Adds a value.
   *
   * @param times how often each resample takes it
   * @throws IllegalStateException if there are too many strata
   */
  void add(String stratum, double value, int[] times) {
    if (strata.size() == MOST_STRATA && !strata.containsKey(stratum)) {
      throw new IllegalStateException(
          "more than %d strata in a language, the next is '%s'; a stratum holds many examples"
              .formatted(MOST_STRATA, stratum));
    }
    strata.computeIfAbsent(stratum, s -> new RunningMean(resamples)).add(value, times);
  }

  /** The mean of all values, and of each resample. */
  Resampled resampled() {
    long count = strata.values().stream().mapToLong(RunningMean::count).sum();
    double value = 0;
    double[] means = new double[resamples];
    for (RunningMean stratum : strata.values()) {
      double share = (double) stratum.count() / count;
      double[] resampled = stratum.resampled();
      value += share * stratum.mean();
      Arrays.setAll(means, i -> means[i] + share * resampled[i]);
    }
    return new Resampled(value, means);
  }
}
