package org.precis.eval.intrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.eval.intrinsic.ExtractiveFragments.Fragment;

class ExtractiveFragmentsTest {
  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }

  /** Worked by hand after the authors' code. */
  @Test
  void fragmentsAreTheLongestMatchesFromLeftToRight() {
    ExtractiveFragments found =
        ExtractiveFragments.of(
            words("the cat sat on the mat because the cat was tired of the long day"),
            words("the cat was tired so the cat sat on a mat"));
    assertEquals(
        List.of(new Fragment(0, 7, 4), new Fragment(5, 0, 4), new Fragment(10, 5, 1)),
        found.fragments());
    assertEquals(9 / 11.0, found.coverage(), 1e-12);
    assertEquals(3, found.density(), 1e-12);
    assertEquals(15 / 11.0, found.compression(), 1e-12);
  }

  @Test
  void theFirstOfEqualMatchesCounts() {
    ExtractiveFragments found = ExtractiveFragments.of(words("a b x a b"), words("a b"));
    assertEquals(List.of(new Fragment(0, 0, 2)), found.fragments());
  }

  /** All of "a a b" stands in the source, but starts inside the match "a a". */
  @Test
  void theScanGoesOnBehindAMatch() {
    ExtractiveFragments found = ExtractiveFragments.of(words("a a a b"), words("a a b"));
    assertEquals(List.of(new Fragment(0, 0, 2), new Fragment(2, 3, 1)), found.fragments());
  }

  @Test
  void anEmptySummaryHasZeros() {
    ExtractiveFragments found = ExtractiveFragments.of(words("a b"), List.of());
    assertEquals(0, found.coverage() + found.density() + found.compression());
  }
}
