package org.precis.summarize;

/** What a summary by sections looks at most. */
public enum Focus {
  /** The whole document alike. */
  NONE,
  /** The sections that answer the query. */
  QUERY
}
