package org.precis.eval.translation;

/** What BLEU does about orders of n-grams without a match (Chen and Cherry 2014). */
public enum Smoothing {
  /** Nothing: the score is 0. */
  NONE,
  /** Their method 1: {@value Bleu#FLOOR} matches. */
  FLOOR,
  /** Their method 2: one match and one n-gram more in all orders but the first. */
  ADD_ONE,
  /** Their method 3, sacreBLEU's default: half a match, a quarter, an eighth. */
  EXPONENTIAL
}
