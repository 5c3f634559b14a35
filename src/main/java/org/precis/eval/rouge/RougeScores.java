package org.precis.eval.rouge;

import org.precis.eval.PrecisionRecall;

/**
 * The four usual ROUGE scores of one prediction.
 *
 * @param rouge1 words
 * @param rouge2 pairs of words
 * @param rougeL longest common subsequence of the whole texts
 * @param rougeLsum union of the longest common subsequences of lines
 */
public record RougeScores(
    PrecisionRecall rouge1,
    PrecisionRecall rouge2,
    PrecisionRecall rougeL,
    PrecisionRecall rougeLsum) {

  /** For each score the better of the two by F, this one's on a tie. */
  RougeScores best(RougeScores other) {
    return new RougeScores(
        best(rouge1, other.rouge1),
        best(rouge2, other.rouge2),
        best(rougeL, other.rougeL),
        best(rougeLsum, other.rougeLsum));
  }

  private static PrecisionRecall best(PrecisionRecall one, PrecisionRecall other) {
    return other.f() > one.f() ? other : one;
  }
}
