package org.precis.solr;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of child documents that are sections, as the update processor writes them. Immutable.
 *
 * @param name under which the children hang; empty if sections are not read from the index
 * @param text clean text
 * @param heading heading
 * @param level level of the heading
 * @param ordinal index among the sections of the source
 * @param merged how many sections of the source were put together
 */
record SectionFields(
    String name, String text, String heading, String level, String ordinal, String merged) {
  /** No sections in the index. */
  static final SectionFields NONE = new SectionFields("", "", "", "", "", "");

  boolean isNone() {
    return name.isEmpty() || text.isEmpty();
  }

  /** Every field that has to be fetched of a section. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(List.of(text, heading, level, ordinal, merged));
    all.remove("");
    return all;
  }
}
