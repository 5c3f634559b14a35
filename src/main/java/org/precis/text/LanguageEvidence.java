package org.precis.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What speaks for each language that a block of text may be in.
 *
 * @param tags the languages, BCP 47; one if the script tells
 * @param scores natural logarithms of how likely each language is, less a common constant
 * @param weight the block's {@link TextBlock#weight}
 */
record LanguageEvidence(List<String> tags, double[] scores, int weight) {

  /** Evidence for one language alone. */
  static LanguageEvidence only(String tag, int weight) {
    return new LanguageEvidence(List.of(tag), new double[] {0}, weight);
  }

  /** Whether the script leaves but one language. */
  boolean bySight() {
    return tags.size() == 1;
  }

  /** The same evidence, and that for none of these languages: {@link Document#UNDETERMINED}. */
  LanguageEvidence orNone(double score) {
    List<String> more = new ArrayList<>(tags);
    more.add(Document.UNDETERMINED);
    double[] longer = Arrays.copyOf(scores, scores.length + 1);
    longer[scores.length] = score;
    return new LanguageEvidence(List.copyOf(more), longer, weight);
  }

  /** The probability of each language, by {@link #tags}. */
  double[] probabilities() {
    return softmax(scores);
  }

  /** Probabilities from their logarithms, less a constant. */
  static double[] softmax(double[] logs) {
    double max = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      max = Math.max(max, log);
    }
    double[] probabilities = new double[logs.length];
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      probabilities[i] = Math.exp(logs[i] - max);
      sum += probabilities[i];
    }
    for (int i = 0; i < logs.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** The place of the largest value; the first of several. */
  static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
