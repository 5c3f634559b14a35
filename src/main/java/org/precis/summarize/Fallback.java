package org.precis.summarize;

/** What a hit gets when the model is late, busy, absent, or its output fails a check. */
public enum Fallback {
  /** The document's own best sentences. */
  EXTRACTIVE,
  /** The document's first sentences. */
  LEAD,
  /** Nothing but the reason. */
  NONE
}
