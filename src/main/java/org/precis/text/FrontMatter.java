package org.precis.text;

import java.util.Locale;

/**
 * The front matter of a Markdown text: {@code key: value} lines between two lines of {@code ---}.
 *
 * @param title value of {@code title}
 * @param language value of {@code language} or {@code lang}
 * @param id value of {@code id}
 * @param end offset after the front matter; 0 if there is none
 */
record FrontMatter(String title, String language, String id, int end) {
  private static final FrontMatter NONE = new FrontMatter("", "", "", 0);
  private static final String FENCE = "---";

  static FrontMatter of(String source) {
    int start = source.startsWith("\uFEFF") ? 1 : 0;
    if (!line(source, start).equals(FENCE)) {
      return NONE;
    }
    FrontMatter found = NONE;
    boolean any = false;
    for (int at = next(source, start); at < source.length(); at = next(source, at)) {
      String line = line(source, at);
      if (line.equals(FENCE) || line.equals("...")) {
        int end = next(source, at);
        return any ? new FrontMatter(found.title, found.language, found.id, end) : NONE;
      }
      int colon = line.indexOf(':');
      boolean continues = line.isEmpty() || "#- \t".indexOf(line.charAt(0)) >= 0;
      if (colon <= 0 && !continues) {
        return NONE;
      }
      if (!continues) {
        any = true;
        found = found.with(line.substring(0, colon), unquoted(line.substring(colon + 1).strip()));
      }
    }
    return NONE;
  }

  /** What the caller knows and what the front matter states. */
  Metadata addTo(Metadata caller) {
    return caller.withStatedId(id).withStatedTitle(title).withStatedLanguage(language);
  }

  private FrontMatter with(String key, String value) {
    return switch (key.strip().toLowerCase(Locale.ROOT)) {
      case "title" -> new FrontMatter(value, language, id, end);
      case "lang", "language" -> new FrontMatter(title, value, id, end);
      case "id" -> new FrontMatter(title, language, value, end);
      default -> this;
    };
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && value.charAt(0) == value.charAt(last)
            && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    return quoted ? value.substring(1, last) : value;
  }

  private static String line(String source, int start) {
    int end = source.indexOf('\n', start);
    return source.substring(start, end < 0 ? source.length() : end).stripTrailing();
  }

  private static int next(String source, int start) {
    int end = source.indexOf('\n', start);
    return end < 0 ? source.length() : end + 1;
  }
}
