package org.precis.align;

import java.util.Arrays;
import java.util.List;

/**
 * UOTSumm's ablation "simple alignment": each summary sentence goes to the section that it is
 * cheapest to write from, the first on a tie.
 */
public final class SimpleAligner implements SectionAligner {
  private final SectionCosts costs;

  /** An aligner by these costs. */
  public SimpleAligner(SectionCosts costs) {
    this.costs = costs;
  }

  @Override
  public SectionAlignment align(List<List<String>> sections, List<String> summary) {
    return cheapest(costs.of(sections, summary));
  }

  /**
   * The alignment for costs by section and summary sentence.
   *
   * @throws IllegalArgumentException if there is no section
   */
  public static SectionAlignment cheapest(double[][] costs) {
    double[][] scores = new double[costs.length][];
    for (int i = 0; i < costs.length; i++) {
      scores[i] = Arrays.stream(costs[i]).map(cost -> -cost).toArray();
    }
    return SectionAlignment.highest(scores);
  }
}
