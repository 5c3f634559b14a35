package org.precis.align;

import java.util.Arrays;

/**
 * The dual variables of a transport problem on their way to the solution. The plan that they stand
 * for is carried along and multiplied by what a potential's move makes of a row or column, so that
 * an update costs an exponential for each row or column and not for each cell. Where such sums
 * leave the range of numbers, the logarithmic form takes over. Not thread-safe.
 */
final class Potentials {
  /** Sums and factors below it, or above its inverse, are not trusted. */
  private static final double SMALLEST = 1e-150;

  private final TransportProblem problem;
  private final double epsilon;
  private final double[] u;
  private final double[] v;
  private final double[][] plan;

  Potentials(TransportProblem problem) {
    this.problem = problem;
    this.epsilon = problem.epsilon();
    this.u = start(problem.rows().mass());
    this.v = start(problem.columns().mass());
    this.plan = new double[u.length][v.length];
  }

  /** Computes the plan anew, without the rounding of the moves so far; comes before any update. */
  void refresh() {
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        plan[i][j] = cell(i, j);
      }
    }
  }

  private double cell(int i, int j) {
    return Math.exp((u[i] + v[j] - problem.cost()[i][j]) / epsilon);
  }

  /** 0, or −∞ where there is no mass. */
  private static double[] start(double[] mass) {
    double[] potential = new double[mass.length];
    for (int i = 0; i < mass.length; i++) {
      potential[i] = mass[i] > 0 ? 0 : Double.NEGATIVE_INFINITY;
    }
    return potential;
  }

  double[] u() {
    return u;
  }

  double[] v() {
    return v;
  }

  /** u_i ← step · ε (log a_i − log Σ_j exp((v_j − C_ij)/ε)). */
  void updateRows() {
    double[] mass = problem.rows().mass();
    double scale = problem.rows().step(epsilon) * epsilon;
    double[] sums = Sums.ofRows(plan);
    for (int i = 0; i < u.length; i++) {
      if (mass[i] > 0) {
        double before = u[i];
        double rest = isInRange(sums[i]) ? Math.log(sums[i]) - before / epsilon : logRow(i);
        u[i] = scale * (Math.log(mass[i]) - rest);
        multiply(i, isInRange(sums[i]) ? Math.exp((u[i] - before) / epsilon) : 0);
      }
    }
  }

  /** By what a row's move makes of it; a factor out of range stands for one that is not known. */
  private void multiply(int i, double factor) {
    double[] row = plan[i];
    if (isInRange(factor)) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    } else {
      Arrays.setAll(row, j -> cell(i, j));
    }
  }

  /** The same for columns. */
  void updateColumns() {
    double[] mass = problem.columns().mass();
    double scale = problem.columns().step(epsilon) * epsilon;
    double[] sums = Sums.ofColumns(plan);
    double[] factors = new double[v.length];
    boolean known = true;
    for (int j = 0; j < v.length; j++) {
      if (mass[j] > 0) {
        double before = v[j];
        double rest = isInRange(sums[j]) ? Math.log(sums[j]) - before / epsilon : logColumn(j);
        v[j] = scale * (Math.log(mass[j]) - rest);
        factors[j] = isInRange(sums[j]) ? Math.exp((v[j] - before) / epsilon) : 0;
        known &= isInRange(factors[j]);
      }
    }
    if (!known) {
      refresh();
      return;
    }
    for (double[] row : plan) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factors[j];
      }
    }
  }

  /** Whether a sum or factor is within the range where products keep their digits. */
  private static boolean isInRange(double value) {
    return value >= SMALLEST && value <= 1 / SMALLEST;
  }

  private double logRow(int i) {
    double[] terms = new double[v.length];
    Arrays.setAll(terms, j -> (v[j] - problem.cost()[i][j]) / epsilon);
    return logSumExp(terms);
  }

  private double logColumn(int j) {
    double[] terms = new double[u.length];
    Arrays.setAll(terms, i -> (u[i] - problem.cost()[i][j]) / epsilon);
    return logSumExp(terms);
  }

  /** u + k and v − k with the k that raises the dual objective most (Séjourné et al. 2022). */
  void shift() {
    Marginal rows = problem.rows();
    Marginal columns = problem.columns();
    double rate = 1 / rows.softness() + 1 / columns.softness();
    if (rate == 0) {
      return;
    }
    double ratio = Math.log(rows.total() / columns.total());
    double k = (ratio + logChange(rows, u) - logChange(columns, v)) / rate;
    for (int i = 0; i < u.length; i++) {
      u[i] += k;
    }
    for (int j = 0; j < v.length; j++) {
      v[j] -= k;
    }
  }

  /**
   * log of Σ mass · exp(−potential/τ) over Σ mass, 0 for hard masses. A large τ multiplies every
   * rounding error of it, hence expm1 and log1p.
   */
  private static double logChange(Marginal side, double[] potential) {
    double change = 0;
    for (int i = 0; i < potential.length; i++) {
      double mass = side.mass()[i];
      change += mass > 0 ? mass * Math.expm1(-potential[i] / side.softness()) : 0;
    }
    return Math.log1p(change / side.total());
  }

  /** A hard side has the last word, columns before rows, so that its sums are exact. */
  void finish() {
    refresh();
    if (problem.columns().isHard() || !problem.rows().isHard()) {
      updateRows();
      updateColumns();
    } else {
      updateColumns();
      updateRows();
    }
  }

  /** P, with rounding taken out of the sums of a hard side: they are its masses. */
  double[][] plan() {
    refresh();
    boolean byColumn = problem.columns().isHard();
    if (byColumn || problem.rows().isHard()) {
      Marginal side = byColumn ? problem.columns() : problem.rows();
      double[] sums = byColumn ? Sums.ofColumns(plan) : Sums.ofRows(plan);
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < v.length; j++) {
          int at = byColumn ? j : i;
          plan[i][j] *= sums[at] > 0 ? side.mass()[at] / sums[at] : 1;
        }
      }
    }
    return plan;
  }

  private static double logSumExp(double[] terms) {
    double max = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      max = Math.max(max, term);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - max);
    }
    return max + Math.log(sum);
  }
}
