package org.precis.eval;

import java.util.List;

/** Cuts a text into the words that a metric counts. Implementations are thread-safe. */
@FunctionalInterface
public interface WordTokenizer {
  /** The words of {@code text} in order, none empty. */
  List<String> tokens(String text);
}
