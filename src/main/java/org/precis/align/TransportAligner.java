package org.precis.align;

import java.util.Arrays;
import java.util.List;

/**
 * UOTSumm's alignment: each summary sentence goes to the section that has most of it in the
 * transport plan between costs and expected counts, the first on a tie.
 */
public final class TransportAligner implements SectionAligner {
  private final SectionCosts costs;
  private final SectionCounts counts;
  private final TransportSettings settings;

  /** An aligner by these costs and counts. */
  public TransportAligner(SectionCosts costs, SectionCounts counts, TransportSettings settings) {
    this.costs = costs;
    this.counts = counts;
    this.settings = settings;
  }

  /** How many sentences a summary owes to each section. Implementations are thread-safe. */
  @FunctionalInterface
  public interface SectionCounts {
    /** Expected counts φ of sections that are given as sentences, not negative, not all 0. */
    double[] of(List<List<String>> sections);
  }

  @Override
  public SectionAlignment align(List<List<String>> sections, List<String> summary) {
    if (summary.isEmpty()) {
      return new SectionAlignment(List.of(), sections.size());
    }
    TransportPlan plan = plan(costs.of(sections, summary), counts.of(sections), settings);
    return SectionAlignment.of(plan.argmaxRows(), sections.size());
  }

  /**
   * The plan for costs by section and summary sentence.
   *
   * @param counts expected sentences of each section
   */
  public static TransportPlan plan(double[][] costs, double[] counts, TransportSettings settings) {
    TransportProblem problem =
        TransportProblem.semiUnbalanced(
            settings.rescale() ? rescaled(costs) : costs,
            counts,
            settings.tau(),
            settings.epsilon());
    return new UnbalancedTransport(settings.tolerance(), settings.maxIterations()).solve(problem);
  }

  /** Costs over their maximum, so that τ and ε mean the same for every document. */
  private static double[][] rescaled(double[][] costs) {
    double max = Arrays.stream(costs).flatMapToDouble(Arrays::stream).max().orElse(0);
    return max > 0
        ? Arrays.stream(costs)
            .map(row -> Arrays.stream(row).map(cost -> cost / max).toArray())
            .toArray(double[][]::new)
        : costs;
  }
}
