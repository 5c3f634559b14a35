package org.precis.eval.embedding;

/** Arithmetic of vectors. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] left, double[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "vectors of one model have one length, got " + left.length + " and " + right.length);
    }
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  static double[] unit(double[] vector) {
    double norm = Math.sqrt(dot(vector, vector));
    double[] unit = vector.clone();
    for (int i = 0; i < unit.length && norm > 0; i++) {
      unit[i] /= norm;
    }
    return unit;
  }

  /** Squared Euclidean distance, without the cancellation of 2 − 2·cos. */
  static double squaredDistance(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      double difference = left[i] - right[i];
      sum += difference * difference;
    }
    return sum;
  }
}
