package org.precis.eval.embedding;

/** A model that gives a whole text one vector, such as LaBSE. Implementations are thread-safe. */
@FunctionalInterface
public interface TextEncoder {
  /** The vector of {@code text}; its length does not matter. */
  double[] encode(String text);
}
