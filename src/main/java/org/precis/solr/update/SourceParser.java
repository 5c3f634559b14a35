package org.precis.solr.update;

import org.precis.text.Document;
import org.precis.text.TextFormat;

/**
 * Reads a body, as {@link org.precis.text.DocumentParser#parse} does. Implementations are
 * thread-safe.
 */
@FunctionalInterface
interface SourceParser {
  /** The title, language and sections of a source. */
  Document parse(String id, String title, String source, TextFormat format);
}
