package org.precis.eval.translation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.precis.eval.NgramCounts;
import org.precis.eval.WordTokenizer;

/**
 * BLEU (Papineni et al. 2002), from 0 to 100, equal to sacreBLEU 2. Immutable and thread-safe.
 *
 * <p>Only figures of the same tokenizer and smoothing can be compared: quote {@link #signature}.
 */
public final class Bleu {
  /** sacreBLEU's floor. */
  static final double FLOOR = 0.1;

  private final BleuTokenizer tokenizer;
  private final Smoothing smoothing;

  /** BLEU with this tokenizer and smoothing. */
  public Bleu(BleuTokenizer tokenizer, Smoothing smoothing) {
    this.tokenizer = tokenizer;
    this.smoothing = smoothing;
  }

  /** What the figures depend on, for a report. */
  public String signature() {
    return "BLEU tok:"
        + tokenizer.name().toLowerCase(Locale.ROOT)
        + " smooth:"
        + smoothing.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a segment adds to the corpus.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public BleuStatistics statistics(List<String> references, String hypothesis) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a hypothesis needs at least one reference, got 0");
    }
    WordTokenizer cut = tokenizer;
    List<String> words = cut.tokens(hypothesis);
    List<List<String>> referenceWords = references.stream().map(cut::tokens).toList();
    long[] matches = new long[BleuStatistics.ORDERS];
    long[] totals = new long[BleuStatistics.ORDERS];
    for (int i = 0; i < BleuStatistics.ORDERS; i++) {
      int n = i + 1;
      NgramCounts ngrams = NgramCounts.of(words, n);
      NgramCounts allowed =
          referenceWords.stream()
              .map(reference -> NgramCounts.of(reference, n))
              .reduce(NgramCounts::union)
              .orElseThrow();
      matches[i] = ngrams.overlap(allowed);
      totals[i] = ngrams.total();
    }
    return new BleuStatistics(matches, totals, words.size(), closest(referenceWords, words.size()));
  }

  /** The score of a corpus from its summed statistics. */
  public double corpus(BleuStatistics statistics) {
    return score(statistics, false);
  }

  /** The score of one segment, over the orders that it is long enough for. */
  public double sentence(List<String> references, String hypothesis) {
    return score(statistics(references, hypothesis), true);
  }

  private double score(BleuStatistics statistics, boolean effectiveOrder) {
    long[] matches = statistics.matches();
    long[] totals = statistics.totals();
    if (Arrays.stream(matches).sum() == 0) {
      return 0;
    }
    double halved = 1;
    double sum = 0;
    int orders = 0;
    for (int i = 0; i < BleuStatistics.ORDERS; i++) {
      boolean add = smoothing == Smoothing.ADD_ONE && i > 0;
      double match = add ? matches[i] + 1 : matches[i];
      double total = add ? totals[i] + 1 : totals[i];
      if (total == 0) {
        break;
      }
      if (match == 0 && smoothing == Smoothing.EXPONENTIAL) {
        halved /= 2;
        match = halved;
      } else if (match == 0 && smoothing == Smoothing.FLOOR) {
        match = FLOOR;
      }
      sum += Math.log(match / total);
      orders++;
    }
    if (orders < BleuStatistics.ORDERS && !effectiveOrder) {
      return 0;
    }
    return 100 * brevityPenalty(statistics) * Math.exp(sum / orders);
  }

  private static double brevityPenalty(BleuStatistics statistics) {
    double hypothesis = statistics.hypothesisLength();
    double reference = statistics.referenceLength();
    return hypothesis < reference ? Math.exp(1 - reference / hypothesis) : 1;
  }

  /** The closest reference length, the shorter one on a tie. */
  private static int closest(List<List<String>> references, int length) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int distance = Math.abs(reference.size() - length);
      int best = Math.abs(closest - length);
      if (distance < best || (distance == best && reference.size() < closest)) {
        closest = reference.size();
      }
    }
    return closest;
  }
}
