package org.precis.model.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.precis.model.session.RowOrder;

class LineageTest {
  private static final float HIDDEN = Float.NEGATIVE_INFINITY;

  @Test
  void aRowSeesItsOwnPastOnly() {
    Lineage lineage = new Lineage(1);
    lineage.append(); // slot 0
    lineage.reorder(RowOrder.of(new int[] {0, 0}, 1, 1));
    lineage.append(); // slots 1, 2
    lineage.reorder(RowOrder.of(new int[] {1, 1}, 1, 2));
    lineage.append(); // slots 3, 4
    assertEquals(3, lineage.positions());
    assertEquals(5, lineage.filled());
    assertArrayEquals(
        new float[] {0, HIDDEN, 0, 0, HIDDEN, 0, HIDDEN, 0, HIDDEN, 0}, lineage.mask());
    assertArrayEquals(new int[] {-2, -1, -1, 0, 0}, lineage.distances());
  }

  @Test
  void sourcesThatLeaveTakeTheirRowsWithThem() {
    Lineage lineage = new Lineage(2);
    lineage.append();
    lineage.reorder(RowOrder.of(new int[] {1, 1}, 2, 1));
    lineage.append();
    assertEquals(1, lineage.sources());
    assertEquals(2, lineage.rowsPerSource());
    assertArrayEquals(new float[] {0, 0, HIDDEN, 0, HIDDEN, 0}, lineage.mask());
  }

  @Test
  void longSequencesKeepEveryPosition() {
    Lineage lineage = new Lineage(1);
    List<Float> seen = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lineage.append();
    }
    for (float value : lineage.mask()) {
      seen.add(value);
    }
    assertEquals(300, seen.stream().filter(value -> value == 0).count());
    assertEquals(-299, lineage.distances()[0]);
  }

  @Test
  void slotsInNobodysPastAreDropped() {
    Lineage lineage = new Lineage(1);
    lineage.append();
    lineage.reorder(RowOrder.of(new int[] {0, 0, 0, 0}, 1, 1));
    int moves = 0;
    for (int i = 0; i < 200; i++) {
      int before = lineage.filled();
      Optional<int[]> from = lineage.compact();
      if (from.isPresent()) {
        moves++;
        assertEquals(lineage.filled(), from.get().length);
        assertTrue(2 * lineage.filled() < before);
        assertArrayEquals(IntStream.of(from.get()).sorted().distinct().toArray(), from.get());
      }
      lineage.append();
      for (int row = 0; row < 4; row++) {
        assertEquals(lineage.positions(), seen(lineage, row));
      }
      // All rows continue the third: one slot of four stays.
      lineage.reorder(RowOrder.of(new int[] {2, 2, 2, 2}, 1, 4));
    }
    assertTrue(moves > 0);
    assertEquals(0, lineage.distances()[lineage.filled() - 1]);
    assertEquals(-200, lineage.distances()[0]);
  }

  @Test
  void sourcesMoveTheirOwnSlots() {
    Lineage lineage = new Lineage(2);
    lineage.append();
    lineage.reorder(RowOrder.of(new int[] {0, 0, 0, 1, 1, 1}, 2, 1));
    Optional<int[]> from = Optional.empty();
    while (from.isEmpty()) {
      lineage.append();
      lineage.reorder(RowOrder.of(new int[] {0, 0, 0, 5, 5, 5}, 2, 3)); // first and third row win
      from = lineage.compact();
    }
    int[] index = from.get();
    int width = lineage.filled();
    assertEquals(lineage.positions(), width);
    assertEquals(0, index[0]);
    assertEquals(1, index[1]);
    assertEquals(0, index[width]);
    assertEquals(3, index[width + 1]);
    assertEquals(lineage.positions(), seen(lineage, 5));
  }

  private static int seen(Lineage lineage, int row) {
    float[] mask = lineage.mask();
    int from = row * lineage.filled();
    return (int) IntStream.range(from, from + lineage.filled()).filter(i -> mask[i] == 0).count();
  }
}
