package org.precis.text;

/** What counts as white space all over this package: Unicode's spaces and Java's, so NBSP too. */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Whether {@code c} is white space. */
  public static boolean is(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /** Whether {@code c} ends a line. */
  public static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Whether there is nothing but white space. */
  public static boolean isAll(CharSequence text) {
    return text.chars().allMatch(WhiteSpace::is);
  }

  /** {@code text} without white space around it, and one space for each run of it inside. */
  public static String collapse(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!is(c)) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    int length = out.length();
    return length > 0 && out.charAt(length - 1) == ' '
        ? out.substring(0, length - 1)
        : out.toString();
  }
}
