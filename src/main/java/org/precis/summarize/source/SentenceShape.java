package org.precis.summarize.source;

import org.precis.text.word.SentenceEnds;
import org.precis.text.word.Words;

/** Whether what a splitter calls a sentence reads as one, and has a length that suits a summary. */
final class SentenceShape {
  /** Shorter pieces are bylines, datelines, interjections, or split at an abbreviation. */
  private static final double SHORTEST_WORDS = 5;

  /** A piece without a mark at its end is a heading, a caption or a cell unless it is long. */
  private static final double SHORTEST_UNMARKED_WORDS = 12;

  /** From here to {@link #LONGEST_EASY_WORDS} a sentence carries a fact and reads easily. */
  private static final double SHORTEST_EASY_WORDS = 9;

  private static final double LONGEST_EASY_WORDS = 35;

  /** Longer ones are lists or failures of the splitter, and would fill the summary alone. */
  private static final double LONGEST_WORDS = 90;

  private SentenceShape() {}

  /** Whether {@code text} is a sentence, no heading, byline, dateline or other fragment. */
  static boolean isSentence(String text) {
    double words = Words.count(text);
    double least = SentenceEnds.isFinished(text) ? SHORTEST_WORDS : SHORTEST_UNMARKED_WORDS;
    return words >= least && words <= LONGEST_WORDS && isProse(text);
  }

  /** How welcome the length of {@code text} is: 1 for an easy one, less for others, above 0. */
  static double lengthPreference(String text) {
    double words = Math.max(Words.count(text), 1);
    if (words < SHORTEST_EASY_WORDS) {
      return words / SHORTEST_EASY_WORDS;
    }
    return words > LONGEST_EASY_WORDS ? LONGEST_EASY_WORDS / words : 1;
  }

  /** Tables, formulas and lists of links have more digits and signs than letters. */
  private static boolean isProse(String text) {
    int letters = 0;
    int others = 0;
    for (int c : text.codePoints().toArray()) {
      if (Character.isLetter(c) || Words.isMark(c)) {
        letters++;
      } else if (!Character.isWhitespace(c)) {
        others++;
      }
    }
    return letters >= 2 * others;
  }
}
