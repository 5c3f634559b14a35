package org.precis.eval.translation;

/** Sums of what corpus metrics count in segments. */
public final class SegmentSums {
  private SegmentSums() {}

  /** The statistics of both. */
  public static BleuStatistics of(BleuStatistics one, BleuStatistics other) {
    return BleuStatistics.of(sum(one.counts(), other.counts()));
  }

  /** The statistics of both. */
  public static ChrfStatistics of(ChrfStatistics one, ChrfStatistics other) {
    return ChrfStatistics.of(sum(one.counts(), other.counts()));
  }

  private static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }
}
