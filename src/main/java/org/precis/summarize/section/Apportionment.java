package org.precis.summarize.section;

/**
 * Divides a number of sentences among sections by Webster's method (Sainte-Laguë): all weights are
 * multiplied by one factor, chosen so that the products, rounded half up as UOTSumm rounds them,
 * add up to the number. Stateless.
 */
final class Apportionment {
  private Apportionment() {}

  /**
   * Counts in proportion to {@code weights} whose roundings add up to {@code total}. Where equal
   * weights make that impossible for one factor, the first ones get the sentence, and counts are
   * moved to the edge of what rounds to it.
   *
   * @param weights finite, none negative; who has 0 gets 0
   * @param total at least 0
   */
  static double[] of(double[] weights, int total) {
    int[] seats = new int[weights.length];
    double factor = 0;
    for (int seat = 0; seat < total; seat++) {
      int next = -1;
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] > 0
            && (next < 0 || claim(weights, seats, i) > claim(weights, seats, next))) {
          next = i;
        }
      }
      if (next < 0) {
        break;
      }
      // The factor at which this section's product reaches the half that is rounded up.
      factor = 1 / claim(weights, seats, next);
      seats[next]++;
    }
    double[] counts = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double product = factor * weights[i];
      double most = Math.nextDown(seats[i] + 0.5);
      counts[i] = Math.max(seats[i] == 0 ? 0 : seats[i] - 0.5, Math.min(product, most));
    }
    return counts;
  }

  private static double claim(double[] weights, int[] seats, int i) {
    return weights[i] / (seats[i] + 0.5);
  }
}
