package org.precis.align;

import java.util.List;

/**
 * Finds the section that each sentence of a summary comes from. Implementations are thread-safe.
 */
@FunctionalInterface
public interface SectionAligner {
  /**
   * The section of each summary sentence.
   *
   * @param sections the document's sections as sentences, at least one section; a section may be
   *     empty
   * @param summary the summary's sentences, in order
   * @throws IllegalArgumentException if there is no section
   */
  SectionAlignment align(List<List<String>> sections, List<String> summary);
}
