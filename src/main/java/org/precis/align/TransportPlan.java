package org.precis.align;

/**
 * A solution of a {@link TransportProblem}.
 *
 * @param plan P, (rows, columns); columns with hard masses have exactly these sums
 * @param u potentials of the rows; −∞ without mass
 * @param v potentials of the columns
 * @param iterations that were made
 * @param residual largest move of a row's potential in the last one
 * @param converged whether that is within the tolerance
 */
public record TransportPlan(
    double[][] plan, double[] u, double[] v, int iterations, double residual, boolean converged) {

  /** P1: the soft number of sentences of each section. */
  public double[] rowSums() {
    return Sums.ofRows(plan);
  }

  /** The row with the most mass of each column, the first on a tie. */
  public int[] argmaxRows() {
    int[] best = new int[v.length];
    for (int j = 0; j < best.length; j++) {
      for (int i = 1; i < plan.length; i++) {
        best[j] = plan[i][j] > plan[best[j]][j] ? i : best[j];
      }
    }
    return best;
  }
}
