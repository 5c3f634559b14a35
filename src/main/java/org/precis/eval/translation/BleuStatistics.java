package org.precis.eval.translation;

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

  /** The statistics of both. */
  public BleuStatistics plus(BleuStatistics other) {
    long[] bothMatches = matches.clone();
    long[] bothTotals = totals.clone();
    for (int i = 0; i < ORDERS; i++) {
      bothMatches[i] += other.matches[i];
      bothTotals[i] += other.totals[i];
    }
    return new BleuStatistics(
        bothMatches,
        bothTotals,
        hypothesisLength + other.hypothesisLength,
        referenceLength + other.referenceLength);
  }
}
