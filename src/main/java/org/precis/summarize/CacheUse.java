package org.precis.summarize;

/** How a request uses the cache of summaries. */
public enum CacheUse {
  /** Read it, and keep what had to be computed. */
  TRUE,
  /** Compute, and keep nothing. */
  FALSE,
  /** Only what is cached; never start a model. */
  ONLY
}
