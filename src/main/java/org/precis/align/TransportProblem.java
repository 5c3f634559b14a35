package org.precis.align;

/**
 * Entropic optimal transport with soft or hard masses: the plan P ≥ 0 that minimises ⟨P,C⟩ + τ₁
 * KL(P1‖a) + τ₂ KL(Pᵀ1‖b) + ε Σ P(log P − 1), where KL(x‖y) = Σ x log(x/y) − x + y.
 *
 * @param cost C, (rows, columns)
 * @param rows a and τ₁
 * @param columns b and τ₂
 * @param epsilon ε, more than 0
 */
public record TransportProblem(double[][] cost, Marginal rows, Marginal columns, double epsilon) {

  public TransportProblem {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be more than 0, got " + epsilon);
    }
    if (cost.length != rows.size()) {
      throw new IllegalArgumentException(
          "the cost has " + cost.length + " rows, their masses are " + rows.size());
    }
    cost = cost.clone();
    for (int i = 0; i < cost.length; i++) {
      cost[i] = checkedRow(cost[i], i, columns.size());
    }
    double gap = Math.abs(rows.total() - columns.total());
    if (rows.isHard() && columns.isHard() && gap > 1e-9 * columns.total()) {
      throw new IllegalArgumentException(
          "hard masses on both sides must be equal, got "
              + rows.total()
              + " and "
              + columns.total()
              + "; make one side soft");
    }
  }

  private static double[] checkedRow(double[] row, int i, int columns) {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "row " + i + " of the cost has " + row.length + " columns, their masses are " + columns);
    }
    for (double c : row) {
      if (!Double.isFinite(c)) {
        throw new IllegalArgumentException("row " + i + " of the cost holds " + c);
      }
    }
    return row.clone();
  }

  /**
   * Problem (11) of UOTSumm: sections owe about {@code counts} sentences, and each summary sentence
   * is distributed whole.
   *
   * @param cost by section and summary sentence
   * @param counts φ, expected sentences of each section
   * @param tau price of departing from the counts
   */
  public static TransportProblem semiUnbalanced(
      double[][] cost, double[] counts, double tau, double epsilon) {
    int sentences = cost.length == 0 ? 0 : cost[0].length;
    return new TransportProblem(cost, new Marginal(counts, tau), Marginal.ones(sentences), epsilon);
  }

  /** The value of a plan; hard masses are not checked. */
  public double primal(double[][] plan) {
    double value = 0;
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < cost[i].length; j++) {
        double p = plan[i][j];
        value += p > 0 ? p * cost[i][j] + epsilon * p * (Math.log(p) - 1) : 0;
      }
    }
    return value + rows.divergence(Sums.ofRows(plan)) + columns.divergence(Sums.ofColumns(plan));
  }

  /** The value of potentials, at most that of any plan and equal at the optimum. */
  public double dual(double[] u, double[] v) {
    double mass = 0;
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < cost[i].length; j++) {
        mass += Math.exp((u[i] + v[j] - cost[i][j]) / epsilon);
      }
    }
    return rows.dual(u) + columns.dual(v) - epsilon * mass;
  }
}
