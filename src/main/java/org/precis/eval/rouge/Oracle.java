package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sentences that a greedy extractor would take that knows the summary (Nallapati et al. 2017):
 * one after another, whichever raises ROUGE-1 F plus ROUGE-2 F of all together most, as long as any
 * does. Stateless.
 */
public final class Oracle {
  private Oracle() {}

  /**
   * A sentence that was taken.
   *
   * @param index of the sentence
   * @param gain what it raised the score by
   */
  public record Pick(int index, double gain) {}

  /**
   * Takes sentences, in the order of their gains.
   *
   * @param sentences words of each sentence of the document
   * @param summary words of the summary
   * @param most sentences to take
   */
  public static List<Pick> picks(List<List<String>> sentences, List<String> summary, int most) {
    List<Integer> left = new ArrayList<>(IntStream.range(0, sentences.size()).boxed().toList());
    List<Pick> picks = new ArrayList<>();
    List<String> chosen = new ArrayList<>();
    double score = 0;
    while (picks.size() < most) {
      int best = -1;
      double bestScore = score;
      for (int i = 0; i < left.size(); i++) {
        double with = score(summary, chosen, sentences.get(left.get(i)));
        if (with > bestScore) {
          best = i;
          bestScore = with;
        }
      }
      if (best < 0) {
        break;
      }
      int index = left.remove(best);
      picks.add(new Pick(index, bestScore - score));
      chosen.addAll(sentences.get(index));
      score = bestScore;
    }
    return picks;
  }

  private static double score(List<String> summary, List<String> chosen, List<String> next) {
    List<String> joined = new ArrayList<>(chosen);
    joined.addAll(next);
    return Rouge.ngrams(summary, joined, 1).f() + Rouge.ngrams(summary, joined, 2).f();
  }
}
