package org.precis.eval.intrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NoveltyTest {
  private static final List<String> SOURCE = List.of("a", "b", "c", "d");

  @Test
  void novelNgramsAreThoseThatTheSourceLacks() {
    List<String> summary = List.of("a", "b", "d", "d");
    assertEquals(OptionalDouble.of(0), Novelty.novel(SOURCE, summary, 1));
    assertEquals(OptionalDouble.of(2 / 3.0), Novelty.novel(SOURCE, summary, 2));
    assertEquals(OptionalDouble.empty(), Novelty.novel(SOURCE, summary, 5));
  }

  @Test
  void repeatedNgramsAreCountedFromTheSecondTimeOn() {
    List<String> summary = List.of("a", "b", "a", "b", "a", "b");
    assertEquals(OptionalDouble.of(4 / 6.0), Novelty.repeated(summary, 1));
    assertEquals(OptionalDouble.of(3 / 5.0), Novelty.repeated(summary, 2));
    assertEquals(OptionalDouble.of(0), Novelty.repeated(summary, 6));
  }

  @Test
  void anOrderBelowOneIsRefused() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Novelty.repeated(SOURCE, 0));
    assertEquals("an n-gram has at least one token, got n = 0", error.getMessage());
  }
}
