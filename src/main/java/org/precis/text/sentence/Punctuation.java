package org.precis.text.sentence;

import org.precis.text.WhiteSpace;

/** The characters that matter at the end of a sentence. */
final class Punctuation {
  /**
   * Stops of scripts whose stop means nothing else: Arabic, Indic, CJK, Burmese, Khmer, and so on.
   */
  private static final String FULL_STOPS = "۔।॥။៕។։።፧꓿｡。︒᠃᠉᭞᭟";

  private static final String MARKS = "!?؟！？‼⁇⁈⁉﹖﹗⸮\u037E";

  private static final String CLOSERS = "\"'”’»«“‘›‹)]}」』】》〉）］｝〕〗〙＂";

  /** Closers that stay so after a space. */
  private static final String CLEAR_CLOSERS = "”’»›)]}」』】》〉）］｝〕";

  private static final String OPENERS = "\"'“‘«»„‚‹›([{¿¡「『【《〈（［｛〔-–—―•*·";

  /** Openers that never close. */
  private static final String CLEAR_OPENERS = "„‚([{¿¡「『【《〈（［｛〔";

  private static final String COMMAS = ",;:،؛，、；：)]}」』】》〉）］｝";

  private Punctuation() {}

  /** A stop that always ends a sentence, save in special company. */
  static boolean isFullStop(char c) {
    return FULL_STOPS.indexOf(c) >= 0;
  }

  /** A question or exclamation mark; U+037E is the Greek question mark. */
  static boolean isMark(char c) {
    return MARKS.indexOf(c) >= 0;
  }

  /** A stop with several meanings. */
  static boolean isPeriod(char c) {
    return c == '.' || c == '．' || isEllipsis(c);
  }

  /** A sign that stands for several periods. */
  static boolean isEllipsis(char c) {
    return c == '…' || c == '‥';
  }

  static boolean isTerminator(char c) {
    return isPeriod(c) || isMark(c) || isFullStop(c);
  }

  static boolean isCloser(char c) {
    return CLOSERS.indexOf(c) >= 0;
  }

  /** A quote that opens in most languages and closes in some. */
  static boolean isOpeningQuote(char c) {
    return c == '“' || c == '‘' || c == '«' || c == '‹';
  }

  static boolean isClearCloser(char c) {
    return CLEAR_CLOSERS.indexOf(c) >= 0;
  }

  static boolean isOpener(char c) {
    return OPENERS.indexOf(c) >= 0;
  }

  static boolean isClearOpener(char c) {
    return CLEAR_OPENERS.indexOf(c) >= 0;
  }

  /** What goes on with a sentence, or closes what was opened in it. */
  static boolean isComma(char c) {
    return COMMAS.indexOf(c) >= 0;
  }

  /** Marks without width that belong to what stands before them. */
  static boolean isFormat(char c) {
    return Character.getType(c) == Character.FORMAT;
  }

  /** Marks without width that stand inside words, other than marks of direction. */
  static boolean isJoiner(int c) {
    return c == 0x200C || c == 0x200D || c == 0xAD;
  }

  /** A letter that has no capital and small form, as in Arabic or Chinese. */
  static boolean isCaseless(int letter) {
    return Character.isLetter(letter)
        && !Character.isUpperCase(letter)
        && !Character.isLowerCase(letter)
        && !Character.isTitleCase(letter);
  }

  /** Whether the script is written without spaces, so that one character may be a word. */
  static boolean isIdeographic(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
      default -> false;
    };
  }

  static boolean isWhite(char c) {
    return WhiteSpace.is(c);
  }
}
