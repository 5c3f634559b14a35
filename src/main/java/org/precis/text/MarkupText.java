package org.precis.text;

import org.jsoup.parser.Parser;

/**
 * Finds where the characters of a parsed text stand in its source, in which character references
 * and escapes are still written out.
 */
final class MarkupText {
  /** No name of a character reference is longer. */
  private static final int LONGEST_REFERENCE = 40;

  /** How far the source may run ahead of the text. */
  private static final int LARGEST_SKIP = 16;

  private final String source;
  private final boolean references;
  private final boolean backslashes;

  private MarkupText(String source, boolean references, boolean backslashes) {
    this.source = source;
    this.references = references;
    this.backslashes = backslashes;
  }

  /** HTML and XML: character references. */
  static MarkupText ofHtml(String source) {
    return new MarkupText(source, true, false);
  }

  /** Markdown: character references, and backslashes before signs. */
  static MarkupText ofMarkdown(String source) {
    return new MarkupText(source, true, true);
  }

  /** Code and CDATA: everything stands for itself. */
  static MarkupText raw(String source) {
    return new MarkupText(source, false, false);
  }

  /** Adds {@code text}, which was parsed from source[start, end), to {@code to}. */
  void add(String text, int start, int end, CleanText to) {
    int at = start;
    int i = 0;
    while (i < text.length()) {
      int length = references ? referenceLength(at) : 0;
      String decoded = Parser.unescapeEntities(source.substring(at, at + length), false);
      if (length > 0 && decoded.length() < length && text.startsWith(decoded, i)) {
        to.replace(decoded, at, at + length);
        at += length;
        i += decoded.length();
        continue;
      }
      int next = find(text.charAt(i), at);
      if (next < 0) {
        to.replace(text.substring(i), Math.min(at, end), end);
        return;
      }
      if (source.charAt(next) == text.charAt(i)) {
        to.copy(source, next, next + 1);
      }
      at = next + 1;
      i++;
    }
  }

  /** Length of what may be a character reference at {@code at}; 0 if there is none. */
  private int referenceLength(int at) {
    if (at >= source.length() || source.charAt(at) != '&') {
      return 0;
    }
    int limit = Math.min(source.length(), at + LONGEST_REFERENCE);
    int i = at + 1;
    while (i < limit && (Character.isLetterOrDigit(source.charAt(i)) || source.charAt(i) == '#')) {
      i++;
    }
    return i < limit && source.charAt(i) == ';' ? i + 1 - at : i - at;
  }

  /** Where {@code c} stands at or soon after {@code at}; -1 if it does not. */
  private int find(char c, int at) {
    boolean escape = backslashes && source.startsWith("\\\\", at);
    int limit = Math.min(source.length(), at + LARGEST_SKIP);
    for (int i = escape ? at + 1 : at; i < limit; i++) {
      boolean nul = source.charAt(i) == '\0' && c == '\uFFFD'; // parsers put it so
      if (source.charAt(i) == c || nul) {
        return i;
      }
    }
    return -1;
  }
}
