package org.precis.eval.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Fleiss' κ (1971): agreement of equally many raters of each subject on names. */
public final class FleissKappa {
  private FleissKappa() {}

  /**
   * κ, at most 1; 0 is agreement by chance.
   *
   * @param counts by subject and category: how many raters chose it
   * @return empty if all raters chose one category throughout
   * @throws IllegalArgumentException unless every subject has the same raters, two or more
   */
  public static OptionalDouble of(int[][] counts) {
    int raters = counts.length == 0 ? 0 : Arrays.stream(counts[0]).sum();
    if (raters < 2) {
      throw new IllegalArgumentException(
          "agreement needs at least one subject and two raters, got "
              + counts.length
              + " subjects and "
              + raters
              + " raters");
    }
    double[] shares = new double[counts[0].length];
    double agreement = 0;
    for (int[] subject : counts) {
      if (Arrays.stream(subject).sum() != raters || subject.length != shares.length) {
        throw new IllegalArgumentException(
            "every subject has "
                + raters
                + " raters and "
                + shares.length
                + " categories, got "
                + Arrays.toString(subject));
      }
      double pairs = 0;
      for (int category = 0; category < shares.length; category++) {
        pairs += (double) subject[category] * (subject[category] - 1);
        shares[category] += subject[category] / ((double) raters * counts.length);
      }
      agreement += pairs / ((double) raters * (raters - 1)) / counts.length;
    }
    double chance = Arrays.stream(shares).map(share -> share * share).sum();
    boolean oneCategory = Arrays.stream(shares).filter(share -> share > 0).count() == 1;
    return oneCategory
        ? OptionalDouble.empty()
        : OptionalDouble.of((agreement - chance) / (1 - chance));
  }
}
