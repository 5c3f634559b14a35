package org.precis.summarize.source;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.precis.text.number.NumberMatcher;
import org.precis.text.number.NumberMention;

/**
 * Evidence by what survives translation: numbers, names, cognates. Each counts by how few source
 * sentences have it. Immutable.
 */
final class CrossLingualEvidence implements EvidenceScores {
  /** Numbers of one digit are shared by chance more often than others. */
  private static final double ONE_DIGIT = 0.4;

  /** What a word counts that looks just the same; it may be a false friend. */
  private static final double COGNATE = 0.8;

  private final List<Set<BigDecimal>> sourceNumbers;
  private final List<Set<String>> sourceWords;
  private final Map<String, Integer> wordFrequencies = new HashMap<>();
  private final Cognates cognates;
  private final NumberMatcher numbers;

  CrossLingualEvidence(List<String> source, NumberMatcher numbers) {
    this.numbers = numbers;
    this.sourceNumbers = source.stream().map(numbers::values).toList();
    this.sourceWords = source.stream().map(Cognates::candidates).toList();
    sourceWords.forEach(words -> words.forEach(w -> wordFrequencies.merge(w, 1, Integer::sum)));
    this.cognates = new Cognates(source);
  }

  @Override
  public double[] of(String sentence) {
    double[] scores = new double[sourceNumbers.size()];
    addNumbers(sentence, scores);
    addCognates(sentence, scores);
    return scores;
  }

  private void addNumbers(String sentence, double[] scores) {
    Set<Set<BigDecimal>> seen = new HashSet<>();
    for (NumberMention mention : numbers.mentions(sentence)) {
      if (!seen.add(mention.readings())) {
        continue;
      }
      int[] having =
          IntStream.range(0, scores.length)
              .filter(i -> NumberMatcher.isSupported(mention, sourceNumbers.get(i)))
              .toArray();
      double weight = rarity(having.length) * (mention.text().length() == 1 ? ONE_DIGIT : 1);
      for (int i : having) {
        scores[i] += weight;
      }
    }
  }

  private void addCognates(String sentence, double[] scores) {
    for (Map<String, Double> alike : cognates.of(sentence).values()) {
      for (int i = 0; i < scores.length; i++) {
        double best = 0;
        for (Map.Entry<String, Double> word : alike.entrySet()) {
          if (sourceWords.get(i).contains(word.getKey())) {
            best = Math.max(best, word.getValue() * rarity(wordFrequencies.get(word.getKey())));
          }
        }
        scores[i] += COGNATE * best;
      }
    }
  }

  /** 1 for what one sentence has, towards 0 for what all have. */
  private double rarity(int frequency) {
    double sentences = sourceNumbers.size() + 1.0;
    return Math.log(sentences / Math.max(frequency, 1)) / Math.log(sentences);
  }
}
