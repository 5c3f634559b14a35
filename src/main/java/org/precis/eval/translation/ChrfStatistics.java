package org.precis.eval.translation;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What chrF counts in a segment; the sum over segments gives the corpus score. Immutable.
 *
 * @param hypothesis n-grams of the hypothesis by order, characters first, then words; 0 where the
 *     reference has none
 * @param reference n-grams of the reference
 * @param matches clipped matches
 */
public record ChrfStatistics(long[] hypothesis, long[] reference, long[] matches) {
  public ChrfStatistics {
    if (hypothesis.length != reference.length || hypothesis.length != matches.length) {
      throw new IllegalArgumentException(
          "all counts have the same orders, got "
              + hypothesis.length
              + ", "
              + reference.length
              + " and "
              + matches.length);
    }
    hypothesis = hypothesis.clone();
    reference = reference.clone();
    matches = matches.clone();
  }

  /** The statistics of no segment. */
  static ChrfStatistics empty(int orders) {
    return new ChrfStatistics(new long[orders], new long[orders], new long[orders]);
  }

  /** All counts in one row, to be summed. */
  public long[] counts() {
    return Stream.of(hypothesis, reference, matches).flatMapToLong(Arrays::stream).toArray();
  }

  /** What {@link #counts} or sums of them stand for. */
  public static ChrfStatistics of(long[] counts) {
    int orders = counts.length / 3;
    return new ChrfStatistics(
        Arrays.copyOf(counts, orders),
        Arrays.copyOfRange(counts, orders, 2 * orders),
        Arrays.copyOfRange(counts, 2 * orders, counts.length));
  }
}
