package org.precis.summarize.section;

import org.precis.text.Document;

/**
 * Says how many sentences of a summary each section of a document deserves: φ of UOTSumm, whose
 * trained module is one way to know. Implementations are thread-safe and deterministic.
 */
public interface SectionCounter {
  /**
   * φ of each section of {@code document}.
   *
   * @param sentences sentences that the whole summary should have, at least 1; a counter that knows
   *     better may return counts with another sum
   * @return as many finite numbers as there are sections, none negative; 0 for a section that has
   *     nothing to say, such as one without text
   */
  double[] counts(Document document, int sentences);

  /** Everything besides its arguments that decides the counts, for the keys of caches. */
  String identity();
}
