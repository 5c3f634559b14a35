package org.precis.model;

import java.util.List;

/**
 * Says how many sentences of a summary each section of a document deserves: φ of UOTSumm, learned
 * with the model that writes them. Thread-safe; belongs to that model.
 */
public interface SentenceCounter {
  /**
   * φ of each section.
   *
   * @param sections token ids of each section as the model reads them, in the order of the
   *     document; at least one
   * @return as many finite numbers, none negative
   * @throws IllegalArgumentException if a section is empty or too long, or an id lies outside the
   *     vocabulary
   */
  double[] counts(List<int[]> sections);

  /** SHA-256 of the counter's own weights, in hexadecimal. */
  String hash();
}
