package org.precis.model.session;

/**
 * Logits of every row, on the device. A column is a token, or one of those that may be decoded. R =
 * rows, C = columns. Not thread-safe; calls are made inside a {@link org.precis.nn.TensorScope}.
 *
 * <p>Where log-probabilities are asked for, these come from a softmax over the columns in fp32, the
 * same numbers in all three methods.
 */
public interface RowLogits extends AutoCloseable {
  /** R. */
  int rows();

  /** C. */
  int columns();

  /** The {@code count} largest of each row. */
  Best best(int count, boolean logProbabilities);

  /**
   * Single values.
   *
   * @param columns {@code count} a row, (R · count)
   * @return in the same order
   */
  float[] at(long[] columns, int count, boolean logProbabilities);

  /** All values of a row, (C). */
  float[] row(int row, boolean logProbabilities);

  @Override
  void close();

  /**
   * The largest values of each row, best first.
   *
   * @param values (R · count)
   * @param columns (R · count)
   */
  record Best(float[] values, long[] columns) {}
}
