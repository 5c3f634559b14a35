package org.precis.align;

import java.util.Arrays;

/** Sums over a matrix. */
final class Sums {
  private Sums() {}

  static double[] ofRows(double[][] matrix) {
    return Arrays.stream(matrix).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
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
