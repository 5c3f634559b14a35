package org.precis.eval.intrinsic;

import java.util.List;
import java.util.OptionalDouble;
import org.precis.eval.NgramCounts;

/** Shares of a summary's n-grams, repeated ones counted each time. */
public final class Novelty {
  private Novelty() {}

  /**
   * Share of the summary's n-grams that the source lacks, from 0 to 1.
   *
   * @return empty if the summary has fewer than {@code n} tokens
   */
  public static OptionalDouble novel(List<String> source, List<String> summary, int n) {
    NgramCounts ngrams = NgramCounts.of(summary, n);
    int known = ngrams.foundIn(NgramCounts.of(source, n));
    return share(ngrams.total() - known, ngrams.total());
  }

  /**
   * Share of the summary's n-grams that stood in it before, from 0 to 1.
   *
   * @return empty if the summary has fewer than {@code n} tokens
   */
  public static OptionalDouble repeated(List<String> summary, int n) {
    NgramCounts ngrams = NgramCounts.of(summary, n);
    return share(ngrams.total() - ngrams.distinct(), ngrams.total());
  }

  private static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
