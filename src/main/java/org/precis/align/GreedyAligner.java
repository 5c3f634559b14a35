package org.precis.align;

import java.util.ArrayList;
import java.util.List;
import org.precis.eval.WordTokenizer;
import org.precis.eval.rouge.Oracle;

/**
 * Aligns by the sentences that an {@link Oracle} would take for a summary sentence: the section
 * that contributed most of their gain gets it. Unlike {@link RougeAligner} that can see a summary
 * sentence that merges several. Ties go to the first section.
 */
public final class GreedyAligner implements SectionAligner {
  private final WordTokenizer words;

  /** An aligner over words of any language. */
  public GreedyAligner(WordTokenizer words) {
    this.words = words;
  }

  @Override
  public SectionAlignment align(List<List<String>> sections, List<String> summary) {
    List<Integer> sectionOf = new ArrayList<>();
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      for (String sentence : sections.get(i)) {
        sectionOf.add(i);
        sentences.add(words.tokens(sentence));
      }
    }
    double[][] gains = new double[sections.size()][summary.size()];
    for (int j = 0; j < summary.size(); j++) {
      for (Oracle.Pick pick :
          Oracle.picks(sentences, words.tokens(summary.get(j)), sentences.size())) {
        gains[sectionOf.get(pick.index())][j] += pick.gain();
      }
    }
    return SectionAlignment.highest(gains);
  }
}
