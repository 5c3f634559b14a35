package org.precis.eval.intrinsic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The pieces of a summary that are copied from its source (Grusky et al. 2018), found greedily: at
 * each word of the summary the longest match in the source, the first one of equal length.
 *
 * @param fragments in order of the summary
 * @param summaryLength tokens
 * @param sourceLength tokens
 */
public record ExtractiveFragments(List<Fragment> fragments, int summaryLength, int sourceLength) {
  /**
   * A copied piece.
   *
   * @param summaryStart index of its first token in the summary
   * @param sourceStart index of its first token in the source
   * @param length tokens, at least 1
   */
  public record Fragment(int summaryStart, int sourceStart, int length) {}

  public ExtractiveFragments {
    fragments = List.copyOf(fragments);
  }

  /** The fragments of tokens, which are usually in lower case. */
  public static ExtractiveFragments of(List<String> source, List<String> summary) {
    List<Fragment> fragments = new ArrayList<>();
    int i = 0;
    while (i < summary.size()) {
      Fragment longest = longest(source, summary, i);
      if (longest.length() > 0) {
        fragments.add(longest);
      }
      i += Math.max(longest.length(), 1);
    }
    return new ExtractiveFragments(fragments, summary.size(), source.size());
  }

  private static Fragment longest(List<String> source, List<String> summary, int start) {
    Fragment longest = new Fragment(start, 0, 0);
    int j = 0;
    while (j < source.size()) {
      int length = 0;
      while (start + length < summary.size()
          && j + length < source.size()
          && summary.get(start + length).equals(source.get(j + length))) {
        length++;
      }
      if (length > longest.length()) {
        longest = new Fragment(start, j, length);
      }
      // The scan goes on behind a match, as in the authors' code.
      j += Math.max(length, 1);
    }
    return longest;
  }

  /** Share of the summary's tokens that are copied, from 0 to 1. */
  public double coverage() {
    return perSummaryToken(Fragment::length);
  }

  /** Mean length of the fragment that a token of the summary belongs to. */
  public double density() {
    return perSummaryToken(f -> (double) f.length() * f.length());
  }

  /** Tokens of the source for each token of the summary; 0 if that is empty. */
  public double compression() {
    return summaryLength == 0 ? 0 : (double) sourceLength / summaryLength;
  }

  private double perSummaryToken(ToDoubleFunction<Fragment> weight) {
    return summaryLength == 0 ? 0 : fragments.stream().mapToDouble(weight).sum() / summaryLength;
  }
}
