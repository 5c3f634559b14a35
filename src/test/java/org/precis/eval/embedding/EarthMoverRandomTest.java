package org.precis.eval.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The exact distance against an exhaustive one. Replay with {@code -Dtests.seed}. */
class EarthMoverRandomTest {
  private static final int LINE = 50;

  private final long seed = Long.getLong("tests.seed", System.nanoTime());

  /** With equal masses the best plan is a permutation, and all of them can be tried. */
  @Test
  void equalMassesAreMovedByTheBestPermutation() {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(6);
      double[][] cost = new double[size][size];
      for (double[] row : cost) {
        // Coarse costs make ties and zeros.
        Arrays.setAll(row, j -> random.nextInt(5) / 4.0);
      }
      double[] even = new double[size];
      Arrays.fill(even, 2);
      double best = best(cost, 0, new boolean[size]) / size;
      assertEquals(best, EarthMover.distance(even, even, cost), 1e-12, "tests.seed=" + seed);
    }
  }

  /** On a line the distance is the area between the two distribution functions. */
  @Test
  void onALineTheDistanceIsTheAreaBetweenTheDistributions() {
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      double[] from = positions(random, 1 + random.nextInt(120));
      double[] to = positions(random, 1 + random.nextInt(120));
      double[] supply = masses(random, from.length);
      double[] demand = masses(random, to.length);
      double[][] cost = new double[from.length][to.length];
      for (int i = 0; i < from.length; i++) {
        double at = from[i];
        Arrays.setAll(cost[i], j -> Math.abs(at - to[j]));
      }
      double area = 0;
      for (int x = 0; x < LINE; x++) {
        area += Math.abs(below(from, supply, x) - below(to, demand, x));
      }
      assertEquals(area, EarthMover.distance(supply, demand, cost), 1e-9, "tests.seed=" + seed);
    }
  }

  private static double[] positions(Random random, int size) {
    return random.ints(size, 0, LINE + 1).asDoubleStream().toArray();
  }

  private static double[] masses(Random random, int size) {
    double[] masses = random.doubles(size).toArray();
    masses[0] = 0.5;
    return masses;
  }

  /** Share of the mass at or below {@code x}. */
  private static double below(double[] positions, double[] masses, int x) {
    double below = 0;
    for (int i = 0; i < positions.length; i++) {
      below += positions[i] <= x ? masses[i] : 0;
    }
    return below / Arrays.stream(masses).sum();
  }

  private static double best(double[][] cost, int row, boolean[] taken) {
    double best = row == cost.length ? 0 : Double.POSITIVE_INFINITY;
    for (int j = 0; row < cost.length && j < cost.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        best = Math.min(best, cost[row][j] + best(cost, row + 1, taken));
        taken[j] = false;
      }
    }
    return best;
  }
}
