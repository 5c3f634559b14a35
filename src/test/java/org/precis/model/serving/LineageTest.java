package org.precis.model.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
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
}
