package org.precis.summarize;

/** Which kind of summary is wanted. */
public enum SummaryMode {
  /** The engine decides: cross-lingual where it has a model, extractive otherwise. */
  AUTO,
  /** An English abstractive summary, whatever the document's language. */
  CROSSLINGUAL,
  /** A summary whose sentences belong to sections. */
  SECTIONS,
  /** The document's own best sentences, in its language. */
  EXTRACTIVE
}
