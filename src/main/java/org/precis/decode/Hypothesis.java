package org.precis.decode;

/**
 * A decoded sequence.
 *
 * @param tokens ids with the decoder start token and, where it was reached, the end token
 * @param score sum of log-probabilities over (length − 1) to the length penalty's power
 * @param complete false if the search was stopped before this sequence ended
 */
public record Hypothesis(int[] tokens, float score, boolean complete) {}
