package org.precis.eval;

/**
 * Precision, recall and their harmonic mean, each from 0 to 1. Those of vectors may be negative.
 *
 * @param precision share of the prediction that the reference has
 * @param recall share of the reference that the prediction has
 * @param f usually 2PR/(P+R); rescaled scores carry an F of their own
 */
public record PrecisionRecall(double precision, double recall, double f) {
  /** No match at all. */
  public static final PrecisionRecall ZERO = new PrecisionRecall(0, 0, 0);

  /** From precision and recall; F is 0 where their sum is. */
  public static PrecisionRecall of(double precision, double recall) {
    double sum = precision + recall;
    return new PrecisionRecall(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
  }

  /**
   * From counts; an empty side gives 0.
   *
   * @param hits matches, at most the smaller of the two sizes
   * @param predicted size of the prediction
   * @param reference size of the reference
   */
  public static PrecisionRecall ofCounts(int hits, int predicted, int reference) {
    return of((double) hits / Math.max(predicted, 1), (double) hits / Math.max(reference, 1));
  }
}
