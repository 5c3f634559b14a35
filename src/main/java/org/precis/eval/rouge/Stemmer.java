package org.precis.eval.rouge;

/** Cuts the endings off a word. Implementations are thread-safe. */
@FunctionalInterface
public interface Stemmer {
  /** Only longer words are stemmed, in both reference tools. Code points. */
  int LONGEST_UNSTEMMED = 3;

  /** The stem of a lower-case word. */
  String stem(String word);

  /** The stem of a word of more than {@link #LONGEST_UNSTEMMED} code points, else the word. */
  default String stemLong(String word) {
    return word.codePointCount(0, word.length()) > LONGEST_UNSTEMMED ? stem(word) : word;
  }
}
