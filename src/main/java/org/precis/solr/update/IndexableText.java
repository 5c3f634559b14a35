package org.precis.solr.update;

/**
 * Text that every analyser, response writer and transport takes. Stateless.
 *
 * <p>Unpaired surrogates and non-characters become U+FFFD, control characters a space. The length
 * stays, and with it every offset.
 */
final class IndexableText {
  private static final char REPLACEMENT = '\uFFFD';

  private IndexableText() {}

  /** The text without what is no text. */
  static String of(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      char better = replacement(c);
      if (better != c) {
        if (changed == null) {
          changed = new StringBuilder(text);
        }
        changed.setCharAt(i, better);
      }
    }
    return changed == null ? text : changed.toString();
  }

  private static char replacement(char c) {
    if (Character.isSurrogate(c) || c >= '\uFFFE' || (c >= '\uFDD0' && c <= '\uFDEF')) {
      return REPLACEMENT;
    }
    boolean layout = c == '\t' || c == '\n' || c == '\r';
    return Character.isISOControl(c) && !layout ? ' ' : c;
  }

  /** At most that many characters of the text, without half a surrogate pair at the end. */
  static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }
}
