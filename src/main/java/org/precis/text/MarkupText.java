package org.precis.text;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.parser.Parser;

/**
 * Finds where the characters of a parsed text stand in its source, in which character references
 * and escapes are still written out. One per reading; not thread-safe.
 */
final class MarkupText {
  /** No name of a character reference is longer. */
  private static final int LONGEST_REFERENCE = 40;

  /** How far the source may run ahead of the text. */
  private static final int LARGEST_SKIP = 16;

  private final String source;
  private final boolean references;
  private final boolean backslashes;

  /** References met so far: decoding is slow, and few are many. */
  private final Map<String, String> decoded = new HashMap<>();

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
      String resolved = length > 1 ? decode(source.substring(at, at + length)) : "";
      if (length > 1 && resolved.length() < length && text.startsWith(resolved, i)) {
        to.replace(resolved, at, at + length);
        at += length;
        i += resolved.length();
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

  private String decode(String reference) {
    return decoded.computeIfAbsent(reference, r -> Parser.unescapeEntities(r, false));
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
