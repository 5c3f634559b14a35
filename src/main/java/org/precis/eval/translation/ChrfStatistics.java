package org.precis.eval.translation;

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

  /** The statistics of both, which are of the same metric. */
  public ChrfStatistics plus(ChrfStatistics other) {
    return new ChrfStatistics(
        sum(hypothesis, other.hypothesis),
        sum(reference, other.reference),
        sum(matches, other.matches));
  }

  private static long[] sum(long[] left, long[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "statistics of different orders: " + left.length + " and " + right.length);
    }
    long[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }
}
