package org.precis.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class CountHistogramTest {
  @Test
  void sectionsAreCountedByTheirNumberOfSentences() {
    CountHistogram histogram = new CountHistogram();
    assertArrayEquals(new double[0], histogram.shares());
    histogram.add(new int[] {0, 3});
    // Two sentences in the second of three sections, one in the third, one that is not known.
    histogram.add(3, new int[] {1, 2, -1, 1});
    assertArrayEquals(new double[] {.4, .2, .2, .2}, histogram.shares(), 1e-12);
  }
}
