package org.precis.model;

/**
 * The best continuations of each group of rows, groups one after another, best first.
 *
 * @param perGroup number of candidates a group
 * @param rows row that each candidate continues, (groups · perGroup)
 * @param tokens token that it appends
 * @param scores its score; {@link Float#NEGATIVE_INFINITY} for what is ruled out
 */
public record Candidates(int perGroup, int[] rows, int[] tokens, float[] scores) {}
