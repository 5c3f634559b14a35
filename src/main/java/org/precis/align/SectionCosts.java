package org.precis.align;

import java.util.List;

/** What it costs a model to write a sentence from a section. Implementations are thread-safe. */
@FunctionalInterface
public interface SectionCosts {
  /**
   * Costs, usually the mean negative log-likelihood of a sentence's tokens.
   *
   * @param sections the document's sections as sentences
   * @param summary the summary's sentences
   * @return finite costs by section and summary sentence
   */
  double[][] of(List<List<String>> sections, List<String> summary);
}
