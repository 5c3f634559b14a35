package org.precis.eval.translation;

import java.util.Arrays;

/** Sums of counts. */
final class Sums {
  private Sums() {}

  static long[] of(long[] left, long[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "statistics of %d counts and of %d".formatted(left.length, right.length));
    }
    long[] sums = new long[left.length];
    Arrays.setAll(sums, i -> left[i] + right[i]);
    return sums;
  }
}
