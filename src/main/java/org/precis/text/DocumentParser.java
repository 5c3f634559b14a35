package org.precis.text;

import java.util.Map;
import java.util.Optional;

/**
 * Reads documents from sources of any {@link TextFormat}. Immutable and thread-safe.
 *
 * <p>Sections hold clean text: no markup, character references resolved, white space collapsed, a
 * blank line between paragraphs. A heading without text of its own is kept if subsections follow.
 * Time grows linearly with the source.
 */
public final class DocumentParser {
  private static final FormatReader PLAIN = new PlainReader();

  private final Map<TextFormat, FormatReader> readers;

  /** A parser of all formats; costs nothing worth keeping it for. */
  public DocumentParser() {
    FormatReader markdown = new MarkdownReader();
    FormatReader html = new HtmlReader();
    FormatReader jats = new JatsReader();
    Map<TextFormat, FormatReader> markup =
        Map.of(TextFormat.MARKDOWN, markdown, TextFormat.HTML, html, TextFormat.JATS, jats);
    FormatReader json = new JsonReader(new AutoReader(markup));
    Map<TextFormat, FormatReader> all =
        Map.of(
            TextFormat.MARKDOWN, markdown,
            TextFormat.HTML, html,
            TextFormat.JATS, jats,
            TextFormat.JSON, json);
    readers =
        Map.of(
            TextFormat.AUTO, new AutoReader(all),
            TextFormat.PLAIN, PLAIN,
            TextFormat.MARKDOWN, markdown,
            TextFormat.HTML, html,
            TextFormat.JATS, jats,
            TextFormat.JSON, json);
  }

  /**
   * Reads a document. Never fails: what cannot be read as {@code format} is read as plain text.
   *
   * @param id identifier of the document; where empty, the one that the source itself states
   * @param title title; where empty, the one that the source itself states
   * @param source the source; kept as {@link Document#body()}
   * @param format how it is written
   * @return the document, whose language is the one that the source states: detect it where that
   *     matters, for many pages of the web state a wrong one
   */
  public Document parse(String id, String title, String source, TextFormat format) {
    Metadata caller = Metadata.ofCaller(id, title);
    return tryRead(readers.get(format), source, caller)
        .or(() -> PLAIN.read(source, caller))
        .orElseThrow();
  }

  private static Optional<Document> tryRead(FormatReader reader, String source, Metadata caller) {
    try {
      return reader.read(source, caller);
    } catch (RuntimeException | StackOverflowError broken) {
      // The libraries promise to read anything, but some recurse over what is deeply nested.
      return Optional.empty();
    }
  }
}
