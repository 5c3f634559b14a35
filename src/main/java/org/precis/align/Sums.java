package org.precis.align;

/** Sums over a matrix. */
final class Sums {
  private Sums() {}

  static double[] ofRows(double[][] matrix) {
    double[] sums = new double[matrix.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = of(matrix[i]);
    }
    return sums;
  }

  /** By plain additions: a solver does this at every step, and needs no compensation. */
  static double of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  static double[] ofColumns(double[][] matrix) {
    double[] sums = new double[matrix.length == 0 ? 0 : matrix[0].length];
    for (double[] row : matrix) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }
}
