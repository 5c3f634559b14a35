package org.precis.text.word;

import java.util.Set;

/** Whether a sentence is brought to its end. */
public final class SentenceEnds {
  /** Full stops, question and exclamation marks, and ellipses of the scripts in use. */
  private static final String MARKS = ".!?…。！？．｡‼⁇⁈⁉؟۔।॥။៕։።፧᙮܀";

  /** Words that are followed by a name or a number, so that a text cut there ends with a stop. */
  private static final Set<String> LEADING_ABBREVIATIONS =
      Set.of("dr", "mr", "mrs", "ms", "prof", "st", "gen", "rev", "e.g", "i.e", "vs", "approx");

  private SentenceEnds() {}

  /**
   * Whether {@code sentence} ends with a mark, perhaps inside closing quotes or brackets, and not
   * with an abbreviation that wants a continuation. True in scripts that have no such mark.
   */
  public static boolean isFinished(String sentence) {
    int end = sentence.length();
    while (end > 0 && isClosing(sentence.codePointBefore(end))) {
      end -= Character.charCount(sentence.codePointBefore(end));
    }
    if (end == 0) {
      return false;
    }
    int last = sentence.codePointBefore(end);
    if (MARKS.indexOf(last) < 0) {
      return Character.isLetter(baseBefore(sentence, end))
          && !Script.of(baseBefore(sentence, end)).marksSentences;
    }
    return last != '.' || !LEADING_ABBREVIATIONS.contains(lastWord(sentence, end - 1));
  }

  /** The last character that is no combining mark. */
  private static int baseBefore(String text, int end) {
    int at = end;
    int c = text.codePointBefore(at);
    while (Character.getType(c) == Character.NON_SPACING_MARK && at > Character.charCount(c)) {
      at -= Character.charCount(c);
      c = text.codePointBefore(at);
    }
    return c;
  }

  private static String lastWord(String text, int end) {
    int start = end;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end).toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isClosing(int c) {
    return switch (Character.getType(c)) {
      case Character.END_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION ->
          true;
      default -> c == '"' || c == '\'' || Character.isWhitespace(c);
    };
  }
}
