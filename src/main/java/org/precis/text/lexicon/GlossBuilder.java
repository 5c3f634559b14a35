package org.precis.text.lexicon;

import org.precis.text.OffsetMap;

/** A gloss while it grows. Not thread-safe. */
final class GlossBuilder {
  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final OffsetMap.Builder map = new OffsetMap.Builder();
  private int at;

  GlossBuilder(String source) {
    this.source = source;
  }

  /**
   * Puts English in the place of a stretch of the source, and copies what lies before it. Does
   * nothing for one that is done.
   *
   * @param english may be empty; then the space after the stretch goes with it
   */
  void replace(int start, int end, String english) {
    if (start < at) {
      return;
    }
    copy(start);
    at = end;
    boolean joined = !text.isEmpty() && Character.isLetterOrDigit(text.charAt(text.length() - 1));
    if (!english.isEmpty()) {
      String shown = joined ? " " + english : english;
      text.append(shown);
      map.replaced(shown.length(), start, end);
    } else if (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
  }

  private void copy(int to) {
    text.append(source, at, to);
    map.copied(at, to - at);
  }

  Gloss build() {
    copy(source.length());
    return new Gloss(text.toString(), map.build());
  }
}
