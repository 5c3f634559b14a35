package org.precis.text;

/**
 * A section of a document.
 *
 * @param heading normalised heading; empty for text before the first heading
 * @param level 1 for a top section, 2 for its subsections, and so on; 0 for text without heading
 * @param text clean text of the section itself, without that of its subsections
 * @param offsets the way from {@code text} back to the document's source
 */
public record Section(String heading, int level, String text, OffsetMap offsets) {
  public Section {
    if (level < 0) {
      throw new IllegalArgumentException("a section's level is 0 or more, got " + level);
    }
    if (offsets.length() != text.length()) {
      throw new IllegalArgumentException(
          "the offset map covers "
              + offsets.length()
              + " characters, the text has "
              + text.length());
    }
  }
}
