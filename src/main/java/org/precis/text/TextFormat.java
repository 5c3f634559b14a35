package org.precis.text;

/** How a source is written. */
public enum TextFormat {
  /** Look at the text and decide. */
  AUTO,
  /** Plain text; blank lines part paragraphs. */
  PLAIN,
  /** CommonMark. */
  MARKDOWN,
  /** HTML pages and fragments; navigation and other boilerplate is dropped. */
  HTML,
  /** JATS XML articles. */
  JATS,
  /** A JSON object with {@code body} or {@code sections}. */
  JSON
}
