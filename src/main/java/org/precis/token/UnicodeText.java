package org.precis.token;

/** Java's UTF-16 text as the native library sees it: a sequence of code points. */
final class UnicodeText {
  private static final char REPLACEMENT = '\uFFFD';

  private UnicodeText() {}

  /** Index of the first unpaired surrogate; −1 if there is none. */
  static int unpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The text with U+FFFD for every unpaired surrogate. It has the same length, so that offsets stay
   * what they are; JNI would turn each half, and every sound pair beside it, into several
   * characters.
   */
  static String wellFormed(String text) {
    int first = unpairedSurrogate(text);
    if (first < 0) {
      return text;
    }
    char[] chars = text.toCharArray();
    for (int i = first; i < chars.length; i++) {
      if (Character.isHighSurrogate(chars[i])
          && i + 1 < chars.length
          && Character.isLowSurrogate(chars[i + 1])) {
        i++;
      } else if (Character.isSurrogate(chars[i])) {
        chars[i] = REPLACEMENT;
      }
    }
    return new String(chars);
  }

  /**
   * Where each code point of a well-formed text starts, in UTF-16 units, and at the end its length.
   */
  static int[] codePointStarts(String text) {
    int[] starts = new int[text.codePointCount(0, text.length()) + 1];
    int unit = 0;
    for (int i = 0; i < starts.length - 1; i++) {
      starts[i] = unit;
      unit += Character.charCount(text.codePointAt(unit));
    }
    starts[starts.length - 1] = unit;
    return starts;
  }
}
