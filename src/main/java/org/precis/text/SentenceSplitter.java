package org.precis.text;

import java.util.List;

/** Cuts a text into sentences. Implementations are immutable and thread-safe. */
public interface SentenceSplitter {
  /**
   * Sentences of {@code text} in order, none blank. Whatever is not white space belongs to exactly
   * one sentence.
   *
   * @param text any text, also empty
   * @param language BCP 47 tag; {@code und} where unknown
   */
  List<Sentence> split(String text, String language);
}
