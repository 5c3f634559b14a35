package org.precis.eval.statistics;

import java.util.List;
import java.util.Random;

/**
 * Draws items with replacement. The same seed gives the same draws on every machine, since Java
 * specifies the generator. Not thread-safe.
 */
@FunctionalInterface
public interface Resampler {
  /** The next resample: indexes of items. */
  int[] next();

  /**
   * Draws {@code size} of {@code size} items.
   *
   * @throws IllegalArgumentException if {@code size} is below 1
   */
  static Resampler uniform(int size, long seed) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    return stratified(List.of(all), seed);
  }

  /**
   * Draws from each stratum as many items as it has, so that all resamples have the strata's
   * shares.
   *
   * @param strata indexes of the items of each stratum, none empty
   * @throws IllegalArgumentException if there is no stratum or an empty one
   */
  static Resampler stratified(List<int[]> strata, long seed) {
    if (strata.isEmpty() || strata.stream().anyMatch(stratum -> stratum.length == 0)) {
      throw new IllegalArgumentException(
          "resampling needs strata of at least one item, got sizes "
              + strata.stream().map(stratum -> stratum.length).toList());
    }
    List<int[]> copies = strata.stream().map(int[]::clone).toList();
    int size = copies.stream().mapToInt(stratum -> stratum.length).sum();
    Random random = new Random(seed);
    return () -> {
      int[] drawn = new int[size];
      int at = 0;
      for (int[] stratum : copies) {
        for (int i = 0; i < stratum.length; i++) {
          drawn[at++] = stratum[random.nextInt(stratum.length)];
        }
      }
      return drawn;
    };
  }
}
