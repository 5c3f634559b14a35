package org.precis.model.session;

/**
 * What decoding a batch has led to so far: sources, hypotheses, cached keys and values. Begins with
 * one row a source. Not thread-safe. All calls but {@link #close} are made inside a {@link
 * org.precis.nn.TensorScope}.
 */
public interface DecoderState extends AutoCloseable {
  /** Number of tokens that every row has so far. */
  int positions();

  /** Tokens that the logits stand for, in every step. */
  OutputVocabulary outputs();

  /**
   * Appends a token to every row.
   *
   * @param tokens ids of the target vocabulary, one a row
   * @return logits of what may follow; whoever called closes them
   */
  RowLogits step(int[] tokens);

  /**
   * Rows continue others from now on.
   *
   * @param order checked, and neither empty nor without effect
   */
  void reorder(RowOrder order);

  /** Frees what the owner given at the start does not. */
  @Override
  void close();
}
