package org.precis.solr;

import java.util.List;
import org.precis.text.Document;

/**
 * A hit with its text. Immutable.
 *
 * @param id value of the unique key
 * @param document the text as a document; blank if the hit stores none
 * @param parts the stored values that the document's body consists of
 * @param sectionIds unique keys of the sections' child documents, where they are not the hit's key
 *     and the index of the section; else empty
 */
record Hit(String id, Document document, StoredParts parts, List<String> sectionIds) {
  Hit {
    sectionIds = List.copyOf(sectionIds);
  }

  /**
   * The key of a section's child document, as the update processor makes it or as the index has it.
   */
  String sectionId(int section) {
    return sectionIds.isEmpty() ? id + "/" + section : sectionIds.get(section);
  }

  /** True if there is nothing to summarise. */
  boolean isBlank() {
    return document.sections().stream().allMatch(section -> section.text().isBlank());
  }
}
