package org.precis.solr;

import org.precis.text.Document;

/**
 * A hit with its text. Immutable.
 *
 * @param id value of the unique key
 * @param document the text as a document; blank if the hit stores none
 * @param parts the stored values that the document's body consists of
 */
record Hit(String id, Document document, StoredParts parts) {
  /** True if there is nothing to summarise. */
  boolean isBlank() {
    return document.sections().stream().allMatch(section -> section.text().isBlank());
  }
}
