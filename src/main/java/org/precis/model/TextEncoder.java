package org.precis.model;

import java.util.List;

/**
 * A model that reads texts and writes none: a vector for each token, or for each text. Thread-safe.
 * Whoever loaded it closes it.
 */
public interface TextEncoder extends AutoCloseable {
  /** Length of a vector. */
  int width();

  /** Number of layers. */
  int layers();

  /** Longest text, special tokens included. */
  int maxTokens();

  /** Number of token ids. */
  int vocabularySize();

  /**
   * Vectors of all tokens, those of special tokens among them.
   *
   * @param texts token ids of each text, special tokens included, none empty; encoded as one batch
   * @param layer what the encoder gives without the layers above this one, from 0, the embeddings,
   *     to {@link #layers()}. A norm behind the last layer then stands behind this one, as where
   *     bert-score cuts T5 and BART
   * @return for each text a vector for each token
   * @throws IllegalArgumentException if there is no text, one is empty or too long, or an id lies
   *     outside the vocabulary
   */
  List<float[][]> tokens(List<int[]> texts, int layer);

  /**
   * The mean of the last layer's vectors over all tokens of a text, special ones included (Reimers
   * and Gurevych 2019).
   *
   * @param texts as in {@link #tokens}
   * @return for each text a vector
   * @throws IllegalArgumentException as {@link #tokens}
   */
  List<float[]> means(List<int[]> texts);

  /** Whether the checkpoint has BERT's pooler. */
  boolean hasPooler();

  /**
   * What BERT's pooler makes of a text's first token: tanh of a linear map of the last layer's
   * vector (Devlin et al. 2019). LaBSE's vectors of texts are these, at length 1.
   *
   * @param texts as in {@link #tokens}
   * @return for each text a vector
   * @throws IllegalArgumentException as {@link #tokens}, or if there is no pooler
   */
  List<float[]> pooled(List<int[]> texts);

  @Override
  void close();
}
