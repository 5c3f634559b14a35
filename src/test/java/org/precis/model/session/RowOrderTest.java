package org.precis.model.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RowOrderTest {

  @Test
  void theSameRowsAreRecognised() {
    RowOrder order = RowOrder.of(new int[] {0, 1, 2, 3}, 2, 2);
    assertTrue(order.sameRows() && order.sameSources());
    assertFalse(RowOrder.of(new int[] {1, 0, 2, 3}, 2, 2).sameRows());
    assertFalse(RowOrder.of(new int[] {0, 1}, 2, 2).sameRows());
  }

  @Test
  void rowsGrowAndSourcesLeave() {
    RowOrder order = RowOrder.of(new int[] {1, 0, 1, 5, 5, 4}, 3, 2);
    assertArrayEquals(new int[] {0, 2}, order.sources());
    assertEquals(3, order.rowsPerSource());
    assertFalse(order.sameSources());
  }

  @Test
  void nothingMayBeLeft() {
    RowOrder order = RowOrder.of(new int[0], 3, 2);
    assertEquals(0, order.sources().length);
    assertEquals(0, order.rowsPerSource());
  }

  @Test
  void whatBreaksTheOrderIsRefused() {
    assertRefused("row 1 continues row 4; there are 4 rows", 0, 4);
    assertRefused("row 0 continues row -1; there are 4 rows", -1);
    assertRefused("row 1 belongs to source 0 after rows of source 1; every source keeps its", 2, 0);
    assertRefused("row 3 belongs to source 0 among the 2 rows of source 1", 0, 1, 2, 0);
    assertRefused("source 1 gets 1 rows, the first source 2; every source needs equally", 0, 1, 2);
    assertRefused("row 2 belongs to source 1 after rows of source 1; every source keeps", 0, 2, 3);
  }

  private static void assertRefused(String start, int... parents) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> RowOrder.of(parents, 2, 2)).getMessage();
    assertTrue(message.startsWith(start), message);
  }
}
