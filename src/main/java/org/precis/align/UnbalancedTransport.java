package org.precis.align;

/**
 * Solves {@link TransportProblem}s by Sinkhorn's algorithm in the logarithmic domain (Algorithm 2
 * of UOTSumm, with the minus before C that its formula lost). The plan is P_ij = exp((u_i + v_j −
 * C_ij)/ε). Immutable and thread-safe.
 *
 * <p>Other than in the paper, potentials are shifted against each other after each iteration by
 * what raises the dual objective most. That leaves the plan as it is, and large τ converge in tens
 * of iterations instead of millions. Rows of mass 0 are left out instead of being given 1e-27,
 * which is not nothing where τ is small against ε.
 */
public final class UnbalancedTransport {
  /** Iterations from one computation of the plan to the next. */
  private static final int REFRESHED = 50;

  private final double tolerance;
  private final int maxIterations;

  /**
   * A solver that stops when no potential of a row moves by more than {@code tolerance}.
   *
   * @param tolerance in units of the cost; 0 or more
   * @param maxIterations at least 1
   */
  public UnbalancedTransport(double tolerance, int maxIterations) {
    if (!(tolerance >= 0) || maxIterations < 1) {
      throw new IllegalArgumentException(
          "tolerance must be at least 0 and maxIterations at least 1, got "
              + tolerance
              + " and "
              + maxIterations);
    }
    this.tolerance = tolerance;
    this.maxIterations = maxIterations;
  }

  /**
   * A solver for plans that are exact to about eight digits: tolerance 1e-12, 20,000 iterations.
   */
  public static UnbalancedTransport exact() {
    return new UnbalancedTransport(1e-12, 20_000);
  }

  /** The plan, also if it has not converged: {@link TransportPlan#converged} tells. */
  public TransportPlan solve(TransportProblem problem) {
    Potentials potentials = new Potentials(problem);
    double moved = Double.POSITIVE_INFINITY;
    int iterations = 0;
    boolean fresh = true;
    while (iterations < maxIterations && (moved > tolerance || !fresh)) {
      fresh = moved <= tolerance || iterations % REFRESHED == 0;
      if (fresh) {
        potentials.refresh();
      }
      double[] before = potentials.u().clone();
      potentials.updateRows();
      potentials.updateColumns();
      potentials.shift();
      moved = distance(before, potentials.u());
      iterations++;
    }
    potentials.finish();
    return new TransportPlan(
        potentials.plan(), potentials.u(), potentials.v(), iterations, moved, moved <= tolerance);
  }

  private static double distance(double[] before, double[] after) {
    double most = 0;
    for (int i = 0; i < after.length; i++) {
      // Rows without mass have the potential −∞ throughout.
      most = before[i] == after[i] ? most : Math.max(most, Math.abs(before[i] - after[i]));
    }
    return most;
  }
}
