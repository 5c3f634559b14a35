package org.precis.solr.update;

import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrInputDocument;

/**
 * What is derived from a document, ready to be written into it.
 *
 * @param title the title that its body states, where the document brings none; else empty
 * @param language its language
 * @param sectionCount how many sections its body has
 * @param sections its child documents, in order
 * @param analysed texts by the field that analyses them
 */
record DerivedFields(
    String title,
    LanguageChoice language,
    int sectionCount,
    List<SolrInputDocument> sections,
    Map<String, String> analysed) {
  DerivedFields {
    sections = List.copyOf(sections);
    analysed = Map.copyOf(analysed);
  }
}
