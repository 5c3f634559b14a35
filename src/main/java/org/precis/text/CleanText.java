package org.precis.text;

/**
 * Collects clean text character by character together with the way back to its source.
 *
 * <p>White space becomes one space, nothing at the ends, nothing between Chinese or Japanese
 * characters where a line was merely wrapped, and a blank line between paragraphs. Characters that
 * carry no text (controls, soft hyphens, byte order marks) go, unpaired surrogates become U+FFFD.
 * One per section; not thread-safe.
 */
final class CleanText {
  static final String PARAGRAPH_BREAK = "\n\n";
  private static final char REPLACEMENT = '\uFFFD';
  private static final char NONE = '\0';

  /** What stands between the last character and the next, weakest first. */
  private enum Gap {
    NOTHING,
    WITHIN_LINE,
    WRAPPED_LINE,
    SPACE,
    PARAGRAPH
  }

  private final StringBuilder text = new StringBuilder();
  private final OffsetMap.Builder offsets = new OffsetMap.Builder();
  private Gap gap = Gap.NOTHING;

  /** Whether the gap is one space character that stands in the source as it is. */
  private boolean gapIsVerbatim;

  private boolean keepBlankLines;
  private int lineEnds;
  private int lastEnd;

  // The copied run that is still growing.
  private int runStart;
  private int runLength;

  // A high surrogate that waits for its other half.
  private char high = NONE;
  private int highStart;
  private int highEnd;
  private boolean highVerbatim;

  /** Adds source[start, end) as it stands. */
  void copy(CharSequence source, int start, int end) {
    for (int i = start; i < end; i++) {
      add(source.charAt(i), i, i + 1, true);
    }
  }

  /** Adds {@code replacement}, which stands for the source range [start, end). */
  void replace(CharSequence replacement, int start, int end) {
    for (int i = 0; i < replacement.length(); i++) {
      add(replacement.charAt(i), start, end, false);
    }
  }

  /** The next character stands on a new line of wrapped text. */
  void wrap() {
    widen(Gap.WRAPPED_LINE, false);
  }

  /** The next character comes after a space at least. */
  void space() {
    widen(Gap.SPACE, false);
  }

  /** The next character begins a paragraph. */
  void paragraph() {
    widen(Gap.PARAGRAPH, false);
  }

  /** Whether blank lines in the source part paragraphs from now on; they do not at first. */
  void keepBlankLines(boolean keep) {
    keepBlankLines = keep;
  }

  boolean isEmpty() {
    return length() == 0;
  }

  int length() {
    return text.length() + (high == NONE ? 0 : 1);
  }

  /** The text; nothing can be added afterwards. */
  String text() {
    dropUnpaired();
    return text.toString();
  }

  /** The way from {@link #text()} to the source. */
  OffsetMap offsets() {
    dropUnpaired();
    flush();
    return offsets.build();
  }

  private void add(char c, int start, int end, boolean verbatim) {
    if (Character.isLowSurrogate(c) && high != NONE) {
      put(high, highStart, highEnd, highVerbatim);
      put(c, start, end, verbatim);
      high = NONE;
      return;
    }
    dropUnpaired();
    if (Character.isHighSurrogate(c)) {
      high = c;
      highStart = start;
      highEnd = end;
      highVerbatim = verbatim;
    } else if (Character.isLowSurrogate(c)) {
      put(REPLACEMENT, start, end, false);
    } else if (WhiteSpace.is(c)) {
      white(c, verbatim);
    } else if (!isIgnorable(c)) {
      put(c, start, end, verbatim);
    }
  }

  private void white(char c, boolean verbatim) {
    lineEnds += c == '\n' ? 1 : 0;
    if (c == '\u2029' || (keepBlankLines && lineEnds > 1)) {
      widen(Gap.PARAGRAPH, false);
    } else {
      widen(WhiteSpace.isLineEnd(c) ? Gap.WRAPPED_LINE : Gap.WITHIN_LINE, verbatim && c == ' ');
    }
  }

  private void dropUnpaired() {
    if (high != NONE) {
      high = NONE;
      put(REPLACEMENT, highStart, highEnd, false);
    }
  }

  private static boolean isIgnorable(char c) {
    return Character.isISOControl(c) || c == '\u00AD' || c == '\uFEFF' || c == '\u200B';
  }

  private void widen(Gap to, boolean verbatim) {
    gapIsVerbatim = verbatim && gap == Gap.NOTHING;
    if (gap.compareTo(to) < 0) {
      gap = to;
    }
  }

  private void put(char c, int start, int end, boolean verbatim) {
    if (!text.isEmpty()) {
      putGap(c, start);
    }
    gap = Gap.NOTHING;
    lineEnds = 0;
    if (verbatim) {
      copied(c, start);
    } else {
      flush();
      text.append(c);
      offsets.replaced(1, start, end);
    }
    lastEnd = end;
  }

  private void putGap(char next, int nextStart) {
    boolean joined =
        gap == Gap.WRAPPED_LINE && isUnspaced(text.charAt(text.length() - 1)) && isUnspaced(next);
    if (gap == Gap.NOTHING || joined) {
      return;
    }
    if (gapIsVerbatim && lastEnd + 1 == nextStart) {
      copied(' ', lastEnd);
      return;
    }
    flush();
    String filler = gap == Gap.PARAGRAPH ? PARAGRAPH_BREAK : " ";
    text.append(filler);
    // Text may come out of the order of its source: a stray text in an HTML table does.
    offsets.replaced(filler.length(), Math.min(lastEnd, nextStart), nextStart);
  }

  private void copied(char c, int start) {
    if (runLength == 0 || runStart + runLength != start) {
      flush();
      runStart = start;
    }
    runLength++;
    text.append(c);
  }

  private void flush() {
    if (runLength > 0) {
      offsets.copied(runStart, runLength);
      runLength = 0;
    }
  }

  /** Whether {@code c} belongs to a script that is written without spaces and wrapped anywhere. */
  private static boolean isUnspaced(char c) {
    return (c >= '\u2E80' && c <= '\u9FFF') // radicals, punctuation, kana, Han
        || (c >= '\uF900' && c <= '\uFAFF')
        || (c >= '\uFF01' && c <= '\uFF60');
  }
}
