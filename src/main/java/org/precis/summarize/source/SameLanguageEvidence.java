package org.precis.summarize.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.precis.text.number.NumberMatcher;
import org.precis.text.number.NumberMention;

/** Evidence by shared words, parts of words, and numbers. For one summary; immutable. */
final class SameLanguageEvidence implements EvidenceScores {
  /** Shared numbers can add this much to the cosine, which is 0.2 to 0.6 for a paraphrase. */
  private static final double NUMBERS = 0.2;

  /** Cosines below are those of any two sentences of a language. */
  private static final double NOISE = 0.1;

  private final SentenceVectors vectors;
  private final List<String> summary;
  private final List<Set<BigDecimal>> sourceNumbers;
  private final NumberMatcher numbers;

  SameLanguageEvidence(List<String> source, List<String> summary, NumberMatcher numbers) {
    List<String> all = new ArrayList<>(source);
    all.addAll(summary);
    this.vectors = SentenceVectors.of(all);
    this.summary = summary;
    this.numbers = numbers;
    this.sourceNumbers = source.stream().map(numbers::values).toList();
  }

  @Override
  public double[] of(String sentence) {
    int index = sourceNumbers.size() + summary.indexOf(sentence);
    List<NumberMention> mentions = numbers.mentions(sentence);
    double[] scores = new double[sourceNumbers.size()];
    for (int i = 0; i < scores.length; i++) {
      Set<BigDecimal> known = sourceNumbers.get(i);
      long shared = mentions.stream().filter(m -> NumberMatcher.isSupported(m, known)).count();
      double agreement = mentions.isEmpty() ? 0 : (double) shared / mentions.size();
      scores[i] = Math.max(0, vectors.cosine(index, i) + NUMBERS * agreement - NOISE);
    }
    return scores;
  }
}
