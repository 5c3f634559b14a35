package org.precis.model.serving;

import java.util.Arrays;
import org.precis.model.session.RowOrder;

/**
 * Which slots of the self-attention cache belong to the past of which row. Every step writes its
 * rows' keys and values to the next free slots of their source; a row that continues another takes
 * over that row's slots. So nothing is ever copied when beams are reordered: attention sees all
 * slots of a source, and a mask hides those of other beams. Not thread-safe.
 *
 * <p>B = sources, n = rows a source, R = B·n, P = slots.
 */
final class Lineage {
  private static final float HIDDEN = Float.NEGATIVE_INFINITY;

  private int sources;
  private int rowsPerSource = 1;
  private int positions;
  private int filled;
  private int[][] slots;
  private int[] positionOf = new int[64];

  /** One row a source, without a past. */
  Lineage(int sources) {
    this.sources = sources;
    slots = new int[sources][64];
  }

  /** B. */
  int sources() {
    return sources;
  }

  /** n. */
  int rowsPerSource() {
    return rowsPerSource;
  }

  /** Number of tokens that every row has. */
  int positions() {
    return positions;
  }

  /** Number of slots written, the same for every source. */
  int filled() {
    return filled;
  }

  /** Gives every row its next slot. */
  void append() {
    if (positions == slots[0].length) {
      Arrays.setAll(slots, row -> Arrays.copyOf(slots[row], 2 * positions));
    }
    if (filled + rowsPerSource > positionOf.length) {
      positionOf = Arrays.copyOf(positionOf, 2 * (filled + rowsPerSource));
    }
    for (int row = 0; row < slots.length; row++) {
      slots[row][positions] = filled + row % rowsPerSource;
    }
    Arrays.fill(positionOf, filled, filled + rowsPerSource, positions);
    filled += rowsPerSource;
    positions++;
  }

  /** Rows continue others. */
  void reorder(RowOrder order) {
    int[][] before = slots;
    slots = new int[order.parents().length][];
    Arrays.setAll(slots, row -> before[order.parents()[row]].clone());
    sources = order.sources().length;
    rowsPerSource = order.rowsPerSource();
  }

  /** 0 for slots of a row's past, −∞ for others, (B, 1, n, P). */
  float[] mask() {
    float[] mask = new float[slots.length * filled];
    Arrays.fill(mask, HIDDEN);
    for (int row = 0; row < slots.length; row++) {
      for (int i = 0; i < positions; i++) {
        mask[row * filled + slots[row][i]] = 0;
      }
    }
    return mask;
  }

  /** Position of each slot relative to the last one, 0 or less, (P). */
  int[] distances() {
    int[] distances = new int[filled];
    Arrays.setAll(distances, slot -> positionOf[slot] - (positions - 1));
    return distances;
  }
}
