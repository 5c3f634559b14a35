package org.precis.eval.embedding;

import java.util.List;

/**
 * A model that gives each token of a text a vector: one layer of an encoder. Implementations are
 * thread-safe, and cut texts off at the model's maximum length.
 */
@FunctionalInterface
public interface TokenEncoder {
  /** The tokens of {@code text}, which may be empty. */
  TokenVectors encode(String text);

  /** The tokens of several texts, which a model can encode as one batch. */
  default List<TokenVectors> encode(List<String> texts) {
    return texts.stream().map(this::encode).toList();
  }
}
