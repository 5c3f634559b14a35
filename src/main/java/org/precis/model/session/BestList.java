package org.precis.model.session;

import org.precis.model.Candidates;
import org.precis.model.ModelException;

/** The best few of the candidates offered: score descending, then row, then token ascending. */
final class BestList {
  private final int[] rows;
  private final int[] tokens;
  private final float[] scores;
  private int size;

  /** An empty list of at most {@code capacity} candidates. */
  BestList(int capacity) {
    rows = new int[capacity];
    tokens = new int[capacity];
    scores = new float[capacity];
  }

  /**
   * Takes a candidate in if it is among the best so far.
   *
   * @throws ModelException if the score is not a number
   */
  void offer(int row, int token, float score) {
    if (Float.isNaN(score)) {
      throw new ModelException(
          "the score of token %d after row %d is not a number; are the weights damaged?"
              .formatted(token, row));
    }
    if (size == scores.length && !precedes(row, token, score, size - 1)) {
      return;
    }
    int place = size < scores.length ? size++ : size - 1;
    while (place > 0 && precedes(row, token, score, place - 1)) {
      rows[place] = rows[place - 1];
      tokens[place] = tokens[place - 1];
      scores[place] = scores[place - 1];
      place--;
    }
    rows[place] = row;
    tokens[place] = token;
    scores[place] = score;
  }

  private boolean precedes(int row, int token, float score, int other) {
    if (score != scores[other]) {
      return score > scores[other];
    }
    return row != rows[other] ? row < rows[other] : token < tokens[other];
  }

  /** True if an unseen candidate of this score would surely not get in. */
  boolean excludes(float score) {
    return size == scores.length && score < scores[size - 1];
  }

  /** Appends the list to {@code target}, starting at {@code from}. */
  void copyTo(Candidates target, int from) {
    System.arraycopy(rows, 0, target.rows(), from, size);
    System.arraycopy(tokens, 0, target.tokens(), from, size);
    System.arraycopy(scores, 0, target.scores(), from, size);
  }
}
