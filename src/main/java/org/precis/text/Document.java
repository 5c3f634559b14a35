package org.precis.text;

import java.util.List;

/**
 * A document as read from its source.
 *
 * @param id identifier; empty where there is none
 * @param title title; empty where there is none
 * @param language BCP 47 tag, {@link #UNDETERMINED} where unknown
 * @param body the source as it was given; section offsets point into it
 * @param sections the text, in order; a text without headings is one section; empty only if there
 *     is no text at all
 */
public record Document(
    String id, String title, String language, String body, List<Section> sections) {

  /** BCP 47's tag for a language that is not known. */
  public static final String UNDETERMINED = "und";

  public Document {
    sections = List.copyOf(sections);
  }

  /** The same document in another language. */
  public Document withLanguage(String tag) {
    return new Document(id, title, tag, body, sections);
  }

  /** Characters of text over all sections. */
  public int textLength() {
    return sections.stream().mapToInt(s -> s.text().length()).sum();
  }
}
