package org.precis.model;

/**
 * Decoding state of a batch of sources. Rows are hypotheses; the rows of a source are neighbours,
 * and every source has the same number of rows. Not thread-safe. Closing frees device memory.
 */
public interface DecodeSession extends AutoCloseable {
  /** Number of rows now. */
  int rows();

  /**
   * Appends a token to every row and scores what may follow.
   *
   * @param lastTokens the last token of each row; the decoder start token in the first step
   * @return scores of the next token, valid until the session's next call
   * @throws IllegalArgumentException if there are not as many tokens as rows
   */
  Scores step(int[] lastTokens);

  /**
   * Makes row i continue what was row {@code parents[i]}. May grow, shrink or drop rows, and whole
   * sources with them; afterwards the rows of each remaining source are still neighbours and
   * equally many.
   *
   * @throws IllegalArgumentException if a parent is no row, or sources would get unequal numbers of
   *     rows or lose their order
   */
  void reorder(int[] parents);

  @Override
  void close();
}
