package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Compares tensors: shape, then finiteness, then tolerance; a failure names the worst index. */
public final class TensorAssert {
  private TensorAssert() {}

  /**
   * Fails unless every element is within {@code tolerance} of the expected one.
   *
   * @param expected row-major
   */
  public static void assertClose(
      String what, Shape shape, float[] expected, NDArray actual, double tolerance) {
    if (!shape.equals(actual.getShape())) {
      throw new AssertionError(
          "%s has shape %s, expected %s".formatted(what, actual.getShape(), shape));
    }
    assertClose(what, shape, expected, actual.toFloatArray(), tolerance);
  }

  /** Fails unless two tensors have one shape and agree within {@code tolerance}. */
  public static void assertClose(String what, NDArray expected, NDArray actual, double tolerance) {
    assertClose(what, expected.getShape(), expected.toFloatArray(), actual, tolerance);
  }

  /** Fails unless arrays of one shape agree within {@code tolerance}. */
  public static void assertClose(
      String what, Shape shape, float[] expected, float[] actual, double tolerance) {
    if (expected.length != actual.length || shape.size() != actual.length) {
      throw new AssertionError(
          "%s has %d elements, expected %d of shape %s"
              .formatted(what, actual.length, expected.length, shape));
    }
    int worst = -1;
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!Float.isFinite(actual[i])) {
        throw new AssertionError(
            "%s is %s at %s, expected %s".formatted(what, actual[i], index(shape, i), expected[i]));
      }
      double difference = Math.abs((double) actual[i] - expected[i]);
      if (!(difference <= largest)) {
        largest = difference;
        worst = i;
      }
    }
    if (!(largest <= tolerance)) {
      throw new AssertionError(
          "%s is %s at %s, expected %s: off by %.3g, allowed %.3g"
              .formatted(
                  what, actual[worst], index(shape, worst), expected[worst], largest, tolerance));
    }
  }

  private static String index(Shape shape, int flat) {
    long[] index = new long[shape.dimension()];
    long rest = flat;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return Arrays.toString(index);
  }
}
