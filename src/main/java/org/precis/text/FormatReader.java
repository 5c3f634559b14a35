package org.precis.text;

import java.util.Optional;

/** Reads documents of one {@link TextFormat}. Implementations are immutable and thread-safe. */
interface FormatReader {
  /**
   * Reads a document.
   *
   * @param source the source, which becomes the document's body
   * @param caller what the caller knows already
   * @return nothing if the source is not written in this format
   */
  Optional<Document> read(String source, Metadata caller);
}
