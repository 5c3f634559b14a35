package org.precis.model;

import java.util.List;

/** An encoder–decoder over token ids. Thread-safe; its sessions are not. */
public interface Seq2SeqModel extends AutoCloseable {
  /** Special tokens and sizes that a search needs to know. */
  ModelSpec spec();

  /**
   * Encodes a batch of sources. The session starts with one row a source, in order.
   *
   * @param sources token ids of each source, special tokens included, none empty
   * @throws IllegalArgumentException if there is no source, one is empty, or an id lies outside the
   *     vocabulary
   */
  DecodeSession start(List<int[]> sources);

  /** Frees the weights; sessions must be closed before. */
  @Override
  void close();
}
