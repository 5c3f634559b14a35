package org.precis.decode;

/** When a beam search that has as many hypotheses as beams may stop. */
public enum EarlyStopping {
  /**
   * When the best running beam, if it ended now, would not beat the worst hypothesis. A heuristic:
   * with a positive length penalty it may miss longer, better hypotheses.
   */
  FALSE,
  /** At once. */
  TRUE,
  /**
   * When the best running beam could not beat the worst hypothesis even at the greatest length.
   * With length penalty 0 this is textbook beam search.
   */
  NEVER
}
