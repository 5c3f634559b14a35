package org.precis.eval.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The earth mover's distance, exactly: successive shortest paths (Dijkstra with potentials) in the
 * transportation problem. Made for tens or a few hundred tokens.
 */
final class EarthMover {
  private static final int NONE = -1;

  /** Masses are shares of 1; what is left below this is rounding. */
  private static final double NOTHING = 1e-15;

  private final double[][] cost;
  private final double[] supply;
  private final double[] demand;

  /** By demand and supply: of a demand all supplies are looked at, one after another. */
  private final double[][] flow;

  private final double[] sourcePotential;
  private final double[] sinkPotential;

  private EarthMover(double[] supply, double[] demand, double[][] cost) {
    this.cost = cost;
    this.supply = supply;
    this.demand = demand;
    this.flow = new double[demand.length][supply.length];
    this.sourcePotential = new double[supply.length];
    this.sinkPotential = new double[demand.length];
  }

  /**
   * Least cost of moving one distribution into the other.
   *
   * @param from masses, not negative, not all 0; they are normalised to sum 1
   * @param to masses likewise
   * @param cost not negative, (from, to)
   */
  static double distance(double[] from, double[] to, double[][] cost) {
    EarthMover mover = new EarthMover(normalised(from), normalised(to), cost);
    while (mover.moveAlongShortestPath()) {
      // Each path empties a supply, fills a demand, or takes back a flow.
    }
    double total = 0;
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < cost[i].length; j++) {
        total += mover.flow[j][i] * cost[i][j];
      }
    }
    return total;
  }

  private static double[] normalised(double[] masses) {
    double total = Arrays.stream(masses).sum();
    return Arrays.stream(masses).map(mass -> mass / total).toArray();
  }

  private boolean moveAlongShortestPath() {
    ShortestPath path = new ShortestPath();
    int sink = path.search();
    if (sink == NONE) {
      return false;
    }
    path.updatePotentials(sink);
    path.move(sink);
    return true;
  }

  /**
   * One run of Dijkstra's algorithm from one source with supply to the nearest open demand. From
   * one source few others need be looked at, from all that are left every one.
   */
  private final class ShortestPath {
    private final double[] sourceDistance = new double[supply.length];
    private final double[] sinkDistance = new double[demand.length];
    private final int[] sourceBefore = new int[supply.length];
    private final int[] sinkBefore = new int[demand.length];
    private final boolean[] sourceDone = new boolean[supply.length];
    private final boolean[] sinkDone = new boolean[demand.length];

    private int search() {
      Arrays.fill(sinkDistance, Double.POSITIVE_INFINITY);
      Arrays.fill(sourceDistance, Double.POSITIVE_INFINITY);
      Arrays.fill(sourceBefore, NONE);
      IntStream.range(0, supply.length)
          .filter(i -> supply[i] > NOTHING)
          .findFirst()
          .ifPresent(i -> sourceDistance[i] = 0);
      while (true) {
        int source = nearest(sourceDistance, sourceDone);
        int sink = nearest(sinkDistance, sinkDone);
        if (source == NONE && sink == NONE) {
          return NONE;
        }
        if (sink == NONE || (source != NONE && sourceDistance[source] <= sinkDistance[sink])) {
          leaveSource(source);
        } else if (demand[sink] > NOTHING) {
          return sink;
        } else {
          leaveSink(sink);
        }
      }
    }

    private void leaveSource(int i) {
      sourceDone[i] = true;
      for (int j = 0; j < demand.length; j++) {
        double reduced = Math.max(cost[i][j] + sourcePotential[i] - sinkPotential[j], 0);
        if (sourceDistance[i] + reduced < sinkDistance[j]) {
          sinkDistance[j] = sourceDistance[i] + reduced;
          sinkBefore[j] = i;
        }
      }
    }

    private void leaveSink(int j) {
      sinkDone[j] = true;
      double[] received = flow[j];
      for (int i = 0; i < supply.length; i++) {
        double reduced = Math.max(sinkPotential[j] - sourcePotential[i] - cost[i][j], 0);
        if (received[i] > NOTHING && sinkDistance[j] + reduced < sourceDistance[i]) {
          sourceDistance[i] = sinkDistance[j] + reduced;
          sourceBefore[i] = j;
        }
      }
    }

    private void updatePotentials(int sink) {
      double end = sinkDistance[sink];
      for (int i = 0; i < supply.length; i++) {
        sourcePotential[i] += Math.min(sourceDistance[i], end);
      }
      for (int j = 0; j < demand.length; j++) {
        sinkPotential[j] += Math.min(sinkDistance[j], end);
      }
    }

    private void move(int sink) {
      double amount = demand[sink];
      int source = sinkBefore[sink];
      while (sourceBefore[source] != NONE) {
        amount = Math.min(amount, flow[sourceBefore[source]][source]);
        source = sinkBefore[sourceBefore[source]];
      }
      amount = Math.min(amount, supply[source]);
      supply[source] -= amount;
      demand[sink] -= amount;
      int to = sink;
      while (to != NONE) {
        int from = sinkBefore[to];
        flow[to][from] += amount;
        to = sourceBefore[from];
        if (to != NONE) {
          flow[to][from] -= amount;
        }
      }
    }
  }

  private static int nearest(double[] distances, boolean[] done) {
    int nearest = NONE;
    for (int i = 0; i < distances.length; i++) {
      boolean reachable = !done[i] && distances[i] < Double.POSITIVE_INFINITY;
      if (reachable && (nearest == NONE || distances[i] < distances[nearest])) {
        nearest = i;
      }
    }
    return nearest;
  }
}
