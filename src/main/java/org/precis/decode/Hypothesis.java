package org.precis.decode;

/**
 * A decoded sequence.
 *
 * @param tokens ids with the decoder start token and, where it was reached, the end token
 * @param score sum of log-probabilities over (length − 1) to the length penalty's power; {@link
 *     Float#NaN} after a greedy search, which chooses by raw logits and computes no probability
 * @param complete false if the search was stopped before this sequence ended, or found no token
 *     that may follow; a sequence cut at the greatest length is complete
 */
public record Hypothesis(int[] tokens, float score, boolean complete) {}
