package org.precis.align;

import java.util.ArrayList;
import java.util.List;
import org.precis.eval.WordTokenizer;
import org.precis.eval.rouge.Rouge;

/**
 * Aligns by the sentences that a greedy extractor would take for a summary sentence (Nallapati et
 * al. 2017): document sentences are added as long as ROUGE-1 F plus ROUGE-2 F of them all rises,
 * and the section that contributed most of the rise gets the sentence. Unlike {@link RougeAligner}
 * that can see a summary sentence that merges several. Ties go to the first section.
 */
public final class GreedyAligner implements SectionAligner {
  private final WordTokenizer words;

  /** An aligner over words of any language. */
  public GreedyAligner(WordTokenizer words) {
    this.words = words;
  }

  private record Candidate(int section, List<String> words) {}

  @Override
  public SectionAlignment align(List<List<String>> sections, List<String> summary) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      for (String sentence : sections.get(i)) {
        candidates.add(new Candidate(i, words.tokens(sentence)));
      }
    }
    double[][] gains = new double[sections.size()][summary.size()];
    for (int j = 0; j < summary.size(); j++) {
      addGains(candidates, words.tokens(summary.get(j)), gains, j);
    }
    return SectionAlignment.highest(gains);
  }

  private static void addGains(
      List<Candidate> candidates, List<String> sentence, double[][] gains, int column) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<String> chosen = List.of();
    double score = 0;
    while (true) {
      Candidate best = null;
      double bestScore = score;
      for (Candidate candidate : left) {
        double with = score(sentence, joined(chosen, candidate.words()));
        if (with > bestScore) {
          best = candidate;
          bestScore = with;
        }
      }
      if (best == null) {
        return;
      }
      gains[best.section()][column] += bestScore - score;
      left.remove(best);
      chosen = joined(chosen, best.words());
      score = bestScore;
    }
  }

  private static double score(List<String> reference, List<String> chosen) {
    return Rouge.ngrams(reference, chosen, 1).f() + Rouge.ngrams(reference, chosen, 2).f();
  }

  private static List<String> joined(List<String> left, List<String> right) {
    List<String> joined = new ArrayList<>(left);
    joined.addAll(right);
    return joined;
  }
}
