package org.precis.summarize.source;

import java.util.Arrays;

/** Divides a budget so that no section goes without because another is long. */
final class FairShare {
  private FairShare() {}

  /**
   * Shares of {@code budget}: everyone gets what it wants up to one common limit, the largest for
   * which the budget suffices. What rounding leaves over goes to the first that want more.
   *
   * @param wanted what each would like, none negative
   * @param budget what there is
   */
  static int[] of(int[] wanted, int budget) {
    int[] sorted = wanted.clone();
    Arrays.sort(sorted);
    int left = budget;
    int limit = Integer.MAX_VALUE;
    for (int i = 0; i < sorted.length; i++) {
      int each = left / (sorted.length - i);
      if (sorted[i] > each) {
        limit = each;
        left -= each * (sorted.length - i);
        break;
      }
      left -= sorted[i];
    }
    int[] shares = new int[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      shares[i] = Math.min(wanted[i], limit);
      if (wanted[i] > limit && left > 0) {
        shares[i]++;
        left--;
      }
    }
    return shares;
  }
}
