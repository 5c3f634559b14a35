package org.precis.train.uotsumm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * First values of the counter's weights, as in the authors' code: Xavier for the narrowing matrix,
 * orthogonal matrices in the LSTM (Saxe et al. 2014), Kaiming for the last layer, biases of 0.
 */
final class CounterStart {
  private CounterStart() {}

  /** A weight's first value; the same seed gives the same one. */
  static NDArray of(String name, Shape shape, long seed, NDManager manager) {
    if (shape.dimension() == 1) {
      return manager.zeros(shape);
    }
    int rows = (int) shape.get(0);
    int columns = (int) shape.get(1);
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + name.hashCode());
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextGaussian();
      }
    }
    if (name.startsWith("lstm")) {
      matrix = rows > columns ? transposed(orthogonal(transposed(matrix))) : orthogonal(matrix);
    } else {
      double variance = name.startsWith("output") ? 2.0 / columns : 2.0 / (rows + columns);
      scale(matrix, Math.sqrt(variance));
    }
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix[i / columns][i % columns];
    }
    return manager.create(values, shape);
  }

  private static void scale(double[][] matrix, double factor) {
    for (double[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }

  /** Orthonormal rows by Gram and Schmidt. */
  private static double[][] orthogonal(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        double product = product(matrix[i], matrix[j]);
        for (int k = 0; k < matrix[i].length; k++) {
          matrix[i][k] -= product * matrix[j][k];
        }
      }
      double norm = Math.sqrt(product(matrix[i], matrix[i]));
      for (int k = 0; k < matrix[i].length; k++) {
        matrix[i][k] /= norm;
      }
    }
    return matrix;
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] turned = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
  }
}
