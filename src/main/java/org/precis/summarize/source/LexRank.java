package org.precis.summarize.source;

import java.util.Arrays;

/**
 * Continuous LexRank (Erkan and Radev, 2004, section 3.3): a sentence is central if it resembles
 * central sentences. The stationary distribution of a walk that goes from sentence to sentence in
 * proportion to their cosine.
 *
 * <p>Deviation: a sentence's cosine with itself is left out, so that a sentence unlike all others
 * does not keep the rank that it has.
 */
final class LexRank {
  /** Probability of a jump to any sentence; the paper's figure is 0.15. */
  private static final double JUMP = 0.15;

  /** Largest change of a rank, relative to the average rank, at which the iteration ends. */
  private static final double TOLERANCE = 1e-4;

  /** At a damping of 0.85 the change is below the tolerance by then: 0.85⁶⁰ is 6e-5. */
  private static final int MOST_ITERATIONS = 60;

  private LexRank() {}

  /** Ranks of sentences: positive, their sum 1. */
  static double[] rank(SentenceVectors vectors) {
    int n = vectors.size();
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] degrees = vectors.timesCosines(ones);

    double[] rank = new double[n];
    Arrays.fill(rank, 1.0 / n);
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[] sent = new double[n];
      double stranded = 0;
      for (int i = 0; i < n; i++) {
        if (degrees[i] > 0) {
          sent[i] = rank[i] / degrees[i];
        } else {
          stranded += rank[i];
        }
      }
      // S is symmetric, so the step along its rows is the product with S of what each sends out.
      double[] received = vectors.timesCosines(sent);
      double change = 0;
      for (int i = 0; i < n; i++) {
        double next = JUMP / n + (1 - JUMP) * (received[i] + stranded / n);
        change = Math.max(change, Math.abs(next - rank[i]));
        rank[i] = next;
      }
      if (change * n < TOLERANCE) {
        break;
      }
    }
    return rank;
  }
}
