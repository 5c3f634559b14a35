package org.precis.eval.translation;

import java.util.ArrayList;
import java.util.List;
import org.precis.eval.NgramCounts;

/**
 * chrF and chrF++ (Popović 2015, 2017), from 0 to 100, equal to sacreBLEU 2: n-grams of characters
 * without white space, for chrF++ also of words, and recall twice as important as precision.
 * Immutable and thread-safe.
 */
public final class Chrf {
  private static final int CHARACTER_ORDERS = 6;
  private static final double BETA_SQUARED = 4;
  private static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final int wordOrders;

  private Chrf(int wordOrders) {
    this.wordOrders = wordOrders;
  }

  /** chrF: six orders of characters. */
  public static Chrf characters() {
    return new Chrf(0);
  }

  /** chrF++: two orders of words besides. */
  public static Chrf plusPlus() {
    return new Chrf(2);
  }

  /** The statistics of no segment. */
  public ChrfStatistics empty() {
    return ChrfStatistics.empty(CHARACTER_ORDERS + wordOrders);
  }

  /**
   * What a segment adds to the corpus: the counts against the reference with the highest score.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public ChrfStatistics statistics(List<String> references, String hypothesis) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a hypothesis needs at least one reference, got 0");
    }
    List<NgramCounts> counts = counts(hypothesis);
    ChrfStatistics best = compare(counts(references.get(0)), counts);
    for (String reference : references.subList(1, references.size())) {
      ChrfStatistics other = compare(counts(reference), counts);
      best = score(other) > score(best) ? other : best;
    }
    return best;
  }

  /** The score of one segment, or of a corpus from its summed statistics. */
  public double score(ChrfStatistics statistics) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < statistics.matches().length; i++) {
      long hypothesis = statistics.hypothesis()[i];
      long reference = statistics.reference()[i];
      if (hypothesis > 0 && reference > 0) {
        precision += (double) statistics.matches()[i] / hypothesis;
        recall += (double) statistics.matches()[i] / reference;
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    double p = precision / orders;
    double r = recall / orders;
    return 100 * (1 + BETA_SQUARED) * p * r / (BETA_SQUARED * p + r);
  }

  private ChrfStatistics compare(List<NgramCounts> reference, List<NgramCounts> hypothesis) {
    int orders = CHARACTER_ORDERS + wordOrders;
    long[] hypothesisTotals = new long[orders];
    long[] referenceTotals = new long[orders];
    long[] matches = new long[orders];
    for (int i = 0; i < orders; i++) {
      referenceTotals[i] = reference.get(i).total();
      hypothesisTotals[i] = referenceTotals[i] == 0 ? 0 : hypothesis.get(i).total();
      matches[i] = hypothesis.get(i).overlap(reference.get(i));
    }
    return new ChrfStatistics(hypothesisTotals, referenceTotals, matches);
  }

  private List<NgramCounts> counts(String text) {
    List<String> characters = BleuTokenizer.CHAR.tokens(text);
    List<NgramCounts> counts = new ArrayList<>();
    for (int n = 1; n <= CHARACTER_ORDERS; n++) {
      counts.add(NgramCounts.of(characters, n));
    }
    List<String> words = wordOrders == 0 ? List.of() : words(text);
    for (int n = 1; n <= wordOrders; n++) {
      counts.add(NgramCounts.of(words, n));
    }
    return counts;
  }

  /** Words, with one ASCII sign parted at their end, or else at their start. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : BleuTokenizer.words(text)) {
      int last = word.length() - 1;
      if (last > 0 && SIGNS.indexOf(word.charAt(last)) >= 0) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (last > 0 && SIGNS.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }
}
