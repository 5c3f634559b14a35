package org.precis.summarize;

/** Which kind of summary is wanted. */
public enum SummaryMode {
  /**
   * The engine decides: by sections for a long document that has them; else cross-lingual where it
   * has a model, extractive otherwise.
   */
  AUTO,
  /** An English abstractive summary, whatever the document's language. */
  CROSSLINGUAL,
  /** A summary whose sentences belong to sections; the model's where the engine has one. */
  SECTIONS,
  /** The document's own best sentences, in its language. */
  EXTRACTIVE
}
