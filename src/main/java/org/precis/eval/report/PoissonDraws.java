package org.precis.eval.report;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws from the Poisson distribution with mean 1. The same seed gives the same. */
final class PoissonDraws {
  /** Beyond this the probability is below 1e-15. */
  private static final int MOST = 17;

  private final long seed;
  private final Random random;
  private final double[] cumulative = new double[MOST];

  PoissonDraws(long seed) {
    this.seed = seed;
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
    return draws(random, size);
  }

  /** The draws of a document, whenever it comes. */
  int[] of(String document, int size) {
    return draws(new SplittableRandom(seed ^ ((long) document.hashCode() << Integer.SIZE)), size);
  }

  private int[] draws(RandomGenerator generator, int size) {
    int[] draws = new int[size];
    for (int i = 0; i < size; i++) {
      double u = generator.nextDouble();
      int k = 0;
      while (k < MOST && u > cumulative[k]) {
        k++;
      }
      draws[i] = k;
    }
    return draws;
  }
}
