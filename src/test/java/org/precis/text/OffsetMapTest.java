package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OffsetMapTest {
  /** "a &amp; b" read as "a & b". */
  private final OffsetMap entity =
      new OffsetMap.Builder().copied(0, 2).replaced(1, 2, 7).copied(7, 2).build();

  @Test
  void copiedRunsMapUnitByUnit() {
    assertEquals(new Span(11, 13), OffsetMap.contiguous(10, 5).toSource(new Span(1, 3)));
  }

  @Test
  void anOpaqueRunStandsForItsWholeSource() {
    assertEquals(new Span(2, 7), entity.toSource(new Span(2, 3)));
    assertEquals(new Span(1, 8), entity.toSource(new Span(1, 4)));
  }

  @Test
  void onlyCopiedCharactersAreVerbatim() {
    assertTrue(entity.isVerbatim(1));
    assertFalse(entity.isVerbatim(2));
    assertTrue(entity.isVerbatim(3));
  }

  @Test
  void aReplacementOfEqualLengthIsOpaqueToo() {
    OffsetMap map = new OffsetMap.Builder().replaced(2, 4, 6).build();
    assertFalse(map.isVerbatim(0));
    assertEquals(new Span(4, 6), map.toSource(new Span(1, 2)));
  }

  @Test
  void mapsCompose() {
    // The text "a&b" of the text "a & b" of the source "a &amp; b".
    OffsetMap inner = new OffsetMap.Builder().copied(0, 1).copied(2, 1).replaced(1, 3, 5).build();
    OffsetMap through = inner.then(entity);
    assertEquals(new Span(0, 1), through.toSource(new Span(0, 1)));
    assertEquals(new Span(2, 7), through.toSource(new Span(1, 2)));
    assertEquals(new Span(7, 9), through.toSource(new Span(2, 3)));
    assertTrue(through.isVerbatim(0));
    assertFalse(through.isVerbatim(1));
  }

  @Test
  void composingBeyondTheOuterTextIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> OffsetMap.contiguous(3, 3).then(entity));
  }

  @Test
  void anEmptyMapLeadsToTheBeginning() {
    assertEquals(new Span(0, 0), new OffsetMap.Builder().build().toSource(new Span(0, 0)));
  }

  @Test
  void spansBeyondTheTextAreRefused() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> entity.toSource(new Span(3, 6)));
    assertTrue(error.getMessage().contains("length 5"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> entity.isVerbatim(5));
  }

  @Test
  void compositionAgreesWithMappingTwice() {
    RandomText random = RandomText.seeded();
    for (int round = 0; round < 500; round++) {
      OffsetMap outer = randomMap(random, 1_000);
      OffsetMap inner = randomMap(random, outer.length());
      OffsetMap through = inner.then(outer);
      assertEquals(inner.length(), through.length());
      for (int i = 0; i < inner.length(); i++) {
        Span one = new Span(i, i + 1);
        assertEquals(outer.toSource(inner.toSource(one)), through.toSource(one));
        boolean verbatim = inner.isVerbatim(i) && outer.isVerbatim(inner.toSource(one).start());
        assertEquals(verbatim, through.isVerbatim(i));
      }
    }
  }

  private static OffsetMap randomMap(RandomText random, int sourceLength) {
    OffsetMap.Builder builder = new OffsetMap.Builder();
    for (int at = 0; at < sourceLength; ) {
      int length = 1 + random.below(Math.min(10, sourceLength - at));
      switch (random.below(3)) {
        case 0 -> builder.copied(at, length);
        case 1 -> builder.replaced(1 + random.below(3), at, at + length);
        default -> {}
      }
      at += length;
    }
    return builder.build();
  }
}
