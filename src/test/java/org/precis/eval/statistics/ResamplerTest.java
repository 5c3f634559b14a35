package org.precis.eval.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Test
  void theSameSeedGivesTheSameDraws() {
    Resampler one = Resampler.uniform(50, 7);
    Resampler other = Resampler.uniform(50, 7);
    int[] first = one.next();
    assertArrayEquals(first, other.next());
    assertTrue(!Arrays.equals(first, one.next()), "the next draw is another one");
    assertTrue(Arrays.stream(first).allMatch(i -> i >= 0 && i < 50));
  }

  /** Worked out from the generator's definition; if it fails, reports cannot be repeated. */
  @Test
  void drawsAreTheSameOnEveryMachine() {
    assertArrayEquals(new int[] {5, 8, 7, 3, 4, 4, 4, 6, 8, 8}, Resampler.uniform(10, 1).next());
  }

  @Test
  void everyStratumKeepsItsShare() {
    List<int[]> strata = List.of(new int[] {0, 1}, new int[] {2, 3, 4, 5, 6});
    Resampler resampler = Resampler.stratified(strata, 3);
    for (int i = 0; i < 20; i++) {
      assertEquals(2, Arrays.stream(resampler.next()).filter(item -> item < 2).count());
    }
  }

  @Test
  void anEmptyStratumIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Resampler.stratified(List.of(new int[1], new int[0]), 1));
    assertEquals(
        "resampling needs strata of at least one item, got sizes [1, 0]", error.getMessage());
  }

  @Test
  void strataByLabelAndBySizeHoldEveryItemOnce() {
    List<int[]> labels = Strata.byLabel(List.of("b", "a", "b"));
    assertArrayEquals(new int[] {1}, labels.get(0));
    assertArrayEquals(new int[] {0, 2}, labels.get(1));
    List<int[]> sizes = Strata.bySize(new int[] {9, 1, 5, 5, 2, 7, 1}, 3);
    assertArrayEquals(new int[] {1, 6}, sizes.get(0));
    assertArrayEquals(new int[] {2, 4}, sizes.get(1));
    assertArrayEquals(new int[] {0, 3, 5}, sizes.get(2));
  }

  @Test
  void intervalsOfEqualScoresArePoints() {
    double[] values = new double[20];
    Arrays.fill(values, .25);
    Interval found = Bootstrap.interval(values, Resampler.uniform(20, 1), 100);
    assertEquals(new Interval(.25, .25, .25), found);
  }

  @Test
  void aClearlyBetterSystemHasTheSmallestP() {
    double[] a = new double[30];
    double[] b = new double[30];
    Arrays.setAll(a, i -> i + 1);
    Arrays.setAll(b, i -> i);
    PairedTest test = Bootstrap.compare(a, b, Resampler.uniform(30, 1), 999);
    assertEquals(1, test.difference(), 1e-12);
    assertEquals(.001, test.p(), 1e-12);
    assertEquals(1, Bootstrap.compare(b, b, Resampler.uniform(30, 1), 999).p());
  }

  @Test
  void scoresOfDifferentItemsAreRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Bootstrap.compare(new double[2], new double[3], Resampler.uniform(2, 1), 10));
    assertEquals("a paired test needs scores of the same items, got 2 and 3", error.getMessage());
  }
}
