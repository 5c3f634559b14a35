package org.precis.align;

import java.util.List;
import org.precis.eval.PrecisionRecall;
import org.precis.eval.WordTokenizer;
import org.precis.eval.rouge.GoogleTokenizer;
import org.precis.eval.rouge.Rouge;

/**
 * DANCER's alignment: a summary sentence goes to the section of the document sentence that shares
 * the longest common subsequence with it. Ties go to the first section.
 */
public final class RougeAligner implements SectionAligner {
  /** What the length of the common subsequence is divided by. */
  public enum Reading {
    /** The document sentence, as the papers say: LCS(x,y)/|x|. Favours short sentences. */
    PRECISION,
    /** The summary sentence, as DANCER's code does: LCS(x,y)/|y|. Favours long ones. */
    RECALL
  }

  private final Reading reading;
  private final WordTokenizer words;

  /** An aligner for English, with this reading. */
  public RougeAligner(Reading reading, boolean stem) {
    this(reading, new GoogleTokenizer(stem));
  }

  /** An aligner over words of any language. */
  public RougeAligner(Reading reading, WordTokenizer words) {
    this.reading = reading;
    this.words = words;
  }

  @Override
  public SectionAlignment align(List<List<String>> sections, List<String> summary) {
    return SectionAlignment.highest(scores(sections, summary));
  }

  /** The best score of each section (rows) for each summary sentence (columns), from 0 to 1. */
  public double[][] scores(List<List<String>> sections, List<String> summary) {
    List<List<String>> summaryWords = summary.stream().map(words::tokens).toList();
    double[][] scores = new double[sections.size()][summary.size()];
    for (int i = 0; i < scores.length; i++) {
      for (String sentence : sections.get(i)) {
        List<String> sentenceWords = words.tokens(sentence);
        for (int j = 0; j < scores[i].length; j++) {
          PrecisionRecall rouge = Rouge.longest(summaryWords.get(j), sentenceWords);
          double score = reading == Reading.PRECISION ? rouge.precision() : rouge.recall();
          scores[i][j] = Math.max(scores[i][j], score);
        }
      }
    }
    return scores;
  }
}
