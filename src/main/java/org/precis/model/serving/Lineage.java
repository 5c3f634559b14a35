package org.precis.model.serving;

import java.util.Arrays;
import java.util.Optional;
import org.precis.model.session.RowOrder;

/**
 * Which slots of the self-attention cache belong to the past of which row. Every step writes its
 * rows' keys and values to the next free slots of their source; a row that continues another takes
 * over that row's slots. So nothing is copied when beams are reordered: attention sees all slots of
 * a source, and a mask hides those of other beams. Beams soon share most of their past, and slots
 * in nobody's past pile up; once they are the larger part, the others move together. Not
 * thread-safe.
 *
 * <p>B = sources, n = rows a source, R = B·n, P = slots.
 */
final class Lineage {
  private static final float HIDDEN = Float.NEGATIVE_INFINITY;

  /** Fewer dead slots than this are never worth a move. */
  private static final int FEW_DEAD = 32;

  private int rowsPerSource = 1;
  private int positions;
  private int filled;
  private int nextCheck = 2 * FEW_DEAD;

  /** Slot of each position of each row, (R, positions or more). */
  private int[][] slots;

  /** Position of each slot of each source, (B, P or more). */
  private int[][] positionOf;

  /** One row a source, without a past. */
  Lineage(int sources) {
    slots = new int[sources][64];
    positionOf = new int[sources][64];
  }

  /** B. */
  int sources() {
    return positionOf.length;
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
    int after = filled + rowsPerSource;
    if (after > positionOf[0].length) {
      Arrays.setAll(positionOf, source -> Arrays.copyOf(positionOf[source], 2 * after));
    }
    for (int row = 0; row < slots.length; row++) {
      slots[row][positions] = filled + row % rowsPerSource;
    }
    for (int[] ofSource : positionOf) {
      Arrays.fill(ofSource, filled, after, positions);
    }
    filled = after;
    positions++;
  }

  /** Rows continue others. */
  void reorder(RowOrder order) {
    slots =
        Arrays.stream(order.parents()).mapToObj(row -> slots[row].clone()).toArray(int[][]::new);
    positionOf =
        Arrays.stream(order.sources()).mapToObj(source -> positionOf[source]).toArray(int[][]::new);
    rowsPerSource = order.rowsPerSource();
  }

  /**
   * Drops slots that are in no row's past, where that pays.
   *
   * @return where the new slots' contents lie, (B, P) with the new P; empty if all stays
   */
  Optional<int[]> compact() {
    if (filled < nextCheck) {
      return Optional.empty();
    }
    int[][] live = new int[sources()][];
    Arrays.setAll(live, this::live);
    int most = Arrays.stream(live).mapToInt(ofSource -> ofSource.length).max().orElse(0);
    nextCheck = 2 * most + FEW_DEAD;
    if (filled < nextCheck) {
      return Optional.empty();
    }
    int[] from = new int[sources() * most]; // a source with fewer repeats slot 0, which nobody sees
    for (int source = 0; source < sources(); source++) {
      System.arraycopy(live[source], 0, from, source * most, live[source].length);
      move(source, live[source]);
    }
    filled = most;
    return Optional.of(from);
  }

  /** Slots that are in some row's past, in order. */
  private int[] live(int source) {
    int first = source * rowsPerSource;
    return Arrays.stream(slots, first, first + rowsPerSource)
        .flatMapToInt(row -> Arrays.stream(row, 0, positions))
        .sorted()
        .distinct()
        .toArray();
  }

  private void move(int source, int[] live) {
    int first = source * rowsPerSource;
    for (int row = first; row < first + rowsPerSource; row++) {
      for (int i = 0; i < positions; i++) {
        slots[row][i] = Arrays.binarySearch(live, slots[row][i]);
      }
    }
    for (int slot = 0; slot < live.length; slot++) {
      positionOf[source][slot] = positionOf[source][live[slot]];
    }
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

  /** Position of each slot relative to the last one, 0 or less, (B, P). */
  int[] distances() {
    int[] distances = new int[sources() * filled];
    Arrays.setAll(distances, i -> positionOf[i / filled][i % filled] - (positions - 1));
    return distances;
  }
}
