package org.precis.eval.translation;

import java.util.Arrays;

/**
 * What BLEU counts in a segment; the sum over segments gives the corpus score. Immutable.
 *
 * @param matches clipped matches by order, at index 0 single words
 * @param totals n-grams of the hypothesis by order
 * @param hypothesisLength words
 * @param referenceLength words of the reference that is closest in length
 */
public record BleuStatistics(
    long[] matches, long[] totals, long hypothesisLength, long referenceLength) {
  /** Orders of n-grams that BLEU takes. */
  public static final int ORDERS = 4;

  /** The statistics of no segment. */
  public static final BleuStatistics EMPTY =
      new BleuStatistics(new long[ORDERS], new long[ORDERS], 0, 0);

  public BleuStatistics {
    if (matches.length != ORDERS || totals.length != ORDERS) {
      throw new IllegalArgumentException(
          "BLEU has " + ORDERS + " orders, got " + matches.length + " and " + totals.length);
    }
    matches = matches.clone();
    totals = totals.clone();
  }

  /** All counts in one row, to be summed. */
  public long[] counts() {
    long[] counts = Arrays.copyOf(matches, 2 * ORDERS + 2);
    System.arraycopy(totals, 0, counts, ORDERS, ORDERS);
    counts[2 * ORDERS] = hypothesisLength;
    counts[2 * ORDERS + 1] = referenceLength;
    return counts;
  }

  /** What {@link #counts} or sums of them stand for. */
  public static BleuStatistics of(long[] counts) {
    return new BleuStatistics(
        Arrays.copyOf(counts, ORDERS),
        Arrays.copyOfRange(counts, ORDERS, 2 * ORDERS),
        counts[2 * ORDERS],
        counts[2 * ORDERS + 1]);
  }
}
