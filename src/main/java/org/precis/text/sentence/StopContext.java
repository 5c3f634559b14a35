package org.precis.text.sentence;

import java.util.regex.Pattern;

/**
 * A stop in its paragraph, with what stands around it. Offsets are those of the whole text.
 *
 * <p>In {@code said "No..." Then} the stop is {@code ...}, its end stands after the quote, {@code
 * next} is the T.
 *
 * @param text the whole text
 * @param from where the paragraph begins
 * @param to where the paragraph ends
 * @param sentence where the sentence that the stop may end begins
 * @param stop offset of the first stop character
 * @param afterStop offset after the last stop character
 * @param end offset after the stop and all that closes with it
 * @param next offset of the next character that is not white space; {@code to} if there is none
 */
record StopContext(
    String text, int from, int to, int sentence, int stop, int afterStop, int end, int next) {

  /** Longest word and longest chain of initials that is looked at. */
  private static final int LONGEST_WORD = 40;

  /** What names a speaker after a quotation has no more words. */
  private static final int FEW_WORDS = 4;

  /** Longest token that may be an address. */
  private static final int LONGEST_TOKEN = 120;

  private static final Pattern ADDRESS = Pattern.compile("://|www\\.|\\w@\\w|_|\\.\\w+/");

  /** The stop at {@code stop}, which must be a terminator. */
  static StopContext at(String text, int from, int to, int sentence, int stop) {
    int afterStop = stop + 1;
    while (afterStop < to && isStopOrFormat(text.charAt(afterStop))) {
      afterStop++;
    }
    int end = afterStop;
    while (end < to && (isClosing(text, end, to) || isNoteMark(text, end, to))) {
      end = text.charAt(end) == '[' ? text.indexOf(']', end) + 1 : end + 1;
    }
    int next = skipWhite(text, end, to);
    if (next > end) {
      int closed = next;
      while (closed < to && Punctuation.isClearCloser(text.charAt(closed))) {
        closed++;
      }
      if (closed > next && (closed == to || Punctuation.isWhite(text.charAt(closed)))) {
        end = closed;
        next = skipWhite(text, end, to);
      }
    }
    return new StopContext(text, from, to, sentence, stop, afterStop, end, next);
  }

  private static boolean isStopOrFormat(char c) {
    return Punctuation.isTerminator(c) || Punctuation.isFormat(c);
  }

  private static boolean isClosing(String text, int at, int to) {
    char c = text.charAt(at);
    if (Punctuation.isOpeningQuote(c)) {
      // German quotes close with what opens English and Chinese ones.
      return at + 1 >= to || !Character.isLetterOrDigit(text.codePointAt(at + 1));
    }
    return Punctuation.isCloser(c) || Punctuation.isTerminator(c) || Punctuation.isFormat(c);
  }

  /** Whether the mark of a note, such as [12], stands there. */
  private static boolean isNoteMark(String text, int at, int to) {
    if (text.charAt(at) != '[') {
      return false;
    }
    int i = at + 1;
    while (i < to && i < at + 5 && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i > at + 1 && i < to && text.charAt(i) == ']';
  }

  private static int skipWhite(String text, int at, int to) {
    int i = at;
    while (i < to
        && (Punctuation.isWhite(text.charAt(i)) || Punctuation.isFormat(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  boolean isLast() {
    return next >= to;
  }

  /** Whether white space follows. */
  boolean hasGap() {
    return next > end;
  }

  /** Whether the stop is several periods or a sign for them; marks of direction count for none. */
  boolean isEllipsis() {
    return Punctuation.isEllipsis(text.charAt(stop))
        || text.substring(stop, afterStop)
                .chars()
                .filter(c -> !Punctuation.isFormat((char) c))
                .count()
            > 1;
  }

  /** Whether quotes or brackets close with the stop. */
  boolean closes() {
    return end > afterStop;
  }

  /** The character before the stop; a space at the beginning. */
  int before() {
    return stop > from ? text.codePointBefore(stop) : ' ';
  }

  /** The next character; a space at the end. */
  char nextChar() {
    return isLast() ? ' ' : text.charAt(next);
  }

  /**
   * The first letter or digit of what follows, behind quotes, brackets and dashes; else a space.
   */
  int nextLetter() {
    int i = nextWord();
    return i < to && Character.isLetterOrDigit(text.codePointAt(i)) ? text.codePointAt(i) : ' ';
  }

  /** Whether the next word is written like iPhone: it begins small, yet may begin a sentence. */
  boolean nextIsBrand() {
    int i = nextWord();
    return i + 1 < to
        && Character.isLowerCase(text.charAt(i))
        && Character.isUpperCase(text.charAt(i + 1));
  }

  /** Where the next word begins. */
  int nextWord() {
    int i = next;
    while (i < to
        && (Punctuation.isOpener(text.charAt(i))
            || Punctuation.isWhite(text.charAt(i))
            || Punctuation.isFormat(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  /** The next word. */
  String nextWordText() {
    int start = nextWord();
    int end = start;
    while (end < to && end - start < LONGEST_WORD && isWordPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return text.substring(start, end);
  }

  /** Whether a number stands before the word before the stop. */
  boolean isAfterNumber() {
    int i = wordStart(stop);
    while (i > sentence && Punctuation.isWhite(text.charAt(i - 1))) {
      i--;
    }
    return i > sentence && Character.isDigit(text.codePointBefore(i));
  }

  /** Whether the word before the stop stands right behind another stop: M.A. */
  boolean isAfterStop() {
    int start = wordStart(stop);
    return start > sentence && Punctuation.isTerminator(text.charAt(start - 1));
  }

  /** Whether only a few words follow up to the next stop, as after a quotation: she said. */
  boolean isFewWordsBeforeNextStop() {
    int words = 1;
    for (int i = next; i < to && words <= FEW_WORDS; i++) {
      char c = text.charAt(i);
      if (Punctuation.isTerminator(c)) {
        return true;
      }
      if (Punctuation.isOpener(c) || i - next > LONGEST_WORD * FEW_WORDS) {
        return false;
      }
      words += Punctuation.isWhite(c) ? 1 : 0;
    }
    return false;
  }

  /** The word right before the stop: letters, marks, digits, hyphens and apostrophes. */
  String word() {
    return text.substring(wordStart(stop), stop);
  }

  /**
   * The word before the stop with up to {@code parts} - 1 abbreviated words before it, spaces left
   * out: {@code z.B} of {@code z. B.}
   *
   * @return empty if there are not as many
   */
  String compound(int parts) {
    int start = wordStart(stop);
    StringBuilder compound = new StringBuilder(text.substring(start, stop));
    for (int part = 1; part < parts; part++) {
      int end = start;
      if (end > sentence && Punctuation.isWhite(text.charAt(end - 1))) {
        end--;
      }
      boolean abbreviated = end > sentence && text.charAt(end - 1) == '.';
      start = abbreviated ? wordStart(end - 1) : end;
      if (!abbreviated || start == end - 1) {
        return "";
      }
      compound.insert(0, text.substring(start, end));
    }
    return compound.toString();
  }

  /** Whether the word before the stop is bound to a sign before it, as 14 is in 3,14. */
  boolean isWordBound() {
    int start = wordStart(stop);
    return start > sentence
        && !Punctuation.isWhite(text.charAt(start - 1))
        && !Punctuation.isOpener(text.charAt(start - 1));
  }

  private int wordStart(int end) {
    int i = end;
    while (i > sentence && end - i < LONGEST_WORD && isWordPart(text.codePointBefore(i))) {
      if (i < end && parts(text.codePointBefore(i), text.codePointAt(i))) {
        return i;
      }
      i -= Character.charCount(text.codePointBefore(i));
    }
    return i;
  }

  /** Whether a Latin word begins after an ideograph: 在St. */
  private static boolean parts(int before, int after) {
    return Punctuation.isIdeographic(before)
        && (Character.isUpperCase(after) || Character.isLowerCase(after));
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || Punctuation.isJoiner(c)
        || c == '-'
        || c == '\''
        || c == '’';
  }

  /** Whether the stop stands inside an internet address, an e-mail address or a path. */
  boolean isInAddress() {
    int start = stop;
    while (start > from && stop - start < LONGEST_TOKEN && isInk(text.charAt(start - 1))) {
      start--;
    }
    int tokenEnd = stop;
    while (tokenEnd < to && tokenEnd - stop < LONGEST_TOKEN && isInk(text.charAt(tokenEnd))) {
      tokenEnd++;
    }
    String token = text.substring(start, tokenEnd);
    return ADDRESS.matcher(token).find();
  }

  private static boolean isInk(char c) {
    return !Punctuation.isWhite(c) && c < 0x2E80;
  }
}
