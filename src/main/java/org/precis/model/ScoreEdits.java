package org.precis.model;

import java.util.Arrays;

/**
 * Changes to single scores of a step, row by row, applied in the order: repetition penalty, bans,
 * forced token. There is no renormalisation afterwards.
 *
 * @param penalised ids of each row whose score s becomes s·penalty if s is below 0, else s/penalty
 * @param penalty the repetition penalty; 1 changes nothing
 * @param banned ids of each row whose score becomes −∞
 * @param forced the only id that each row may take, with score 0; −1 where it is free
 */
public record ScoreEdits(int[][] penalised, float penalty, int[][] banned, int[] forced) {
  private static final int[] NOTHING = {};

  /** No change for any of {@code rows} rows. */
  public static ScoreEdits none(int rows) {
    int[][] empty = new int[rows][];
    Arrays.fill(empty, NOTHING);
    int[] free = new int[rows];
    Arrays.fill(free, -1);
    return new ScoreEdits(empty, 1f, empty, free);
  }
}
