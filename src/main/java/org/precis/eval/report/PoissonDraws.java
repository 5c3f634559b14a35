package org.precis.eval.report;

import java.util.Random;

/** Draws from the Poisson distribution with mean 1. The same seed gives the same. */
final class PoissonDraws {
  /** Beyond this the probability is below 1e-15. */
  private static final int MOST = 17;

  private final Random random;
  private final double[] cumulative = new double[MOST];

  PoissonDraws(long seed) {
    this.random = new Random(seed);
    double probability = Math.exp(-1);
    double sum = 0;
    for (int k = 0; k < MOST; k++) {
      sum += probability;
      cumulative[k] = sum;
      probability /= k + 1;
    }
  }

  /** The next draws. */
  int[] next(int size) {
    int[] draws = new int[size];
    for (int i = 0; i < size; i++) {
      double u = random.nextDouble();
      int k = 0;
      while (k < MOST && u > cumulative[k]) {
        k++;
      }
      draws[i] = k;
    }
    return draws;
  }
}
