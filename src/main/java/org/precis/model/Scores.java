package org.precis.model;

/**
 * Scores of the next token for every row of a {@link DecodeSession}. They stay on the device; the
 * search takes the best few. Valid until the session's next call.
 */
public interface Scores {
  /**
   * The best continuations of each group of rows.
   *
   * <p>In this order: scores to log-probabilities if asked for (in fp32), edits, plus {@code
   * rowSums}, then the {@code k} largest of each group of {@code groupSize} neighbouring rows over
   * rows and tokens. Equal scores are ordered by row, then token.
   *
   * @param rowSums added to every score of a row, (rows)
   * @param groupSize rows of one source; divides the number of rows
   * @param k how many a group; fewer come back only if a group has fewer tokens in all
   * @param logProbabilities true: log-softmax over the vocabulary; false: the raw logits
   * @param edits changes to single scores before the choice
   * @throws ModelException if a chosen score is not a number
   */
  Candidates top(float[] rowSums, int groupSize, int k, boolean logProbabilities, ScoreEdits edits);
}
