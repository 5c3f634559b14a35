package org.precis.decode;

import java.util.Arrays;
import org.precis.model.ScoreEdits;

/** Collects the edits of all rows of one step. Not thread-safe. */
final class StepEdits {
  private final RowEdits[] rows;
  private final float penalty;

  StepEdits(int rows, float penalty) {
    this.rows = new RowEdits[rows];
    Arrays.setAll(this.rows, row -> new RowEdits());
    this.penalty = penalty;
  }

  /** The edits of a row, to be added to. */
  RowEdits row(int row) {
    return rows[row];
  }

  /** Everything collected, as the model's contract has it. */
  ScoreEdits toScoreEdits() {
    int[][] penalised = new int[rows.length][];
    int[][] banned = new int[rows.length][];
    int[] forced = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      penalised[row] = rows[row].penalised();
      banned[row] = rows[row].banned();
      forced[row] = rows[row].forced();
    }
    return new ScoreEdits(penalised, penalty, banned, forced);
  }
}
