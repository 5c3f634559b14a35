package org.precis.train.augment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Which sentences of a document are translated (ACROSS, Table 3). */
public enum SentenceSelection {
  /** Those that have most in common with the summary: the paper's choice. */
  INFORMATIVE,
  /** Those that have least in common with it. */
  UNINFORMATIVE,
  /** Any. */
  RANDOM,
  /** The document's first ones. */
  TRUNCATION;

  private static final double PERCENT = 100;

  /**
   * Chooses. Of sentences with the same score the earlier one counts as the better.
   *
   * @param sentences of a document, at least one
   * @param percent how many of them, rounded half up, at least one
   * @param score of a sentence against the summary; higher is more in common
   * @param seed of {@link #RANDOM}
   * @return numbers of the chosen sentences
   */
  public BitSet choose(
      List<String> sentences, double percent, ToDoubleFunction<String> score, long seed) {
    int count = (int) Math.max(1, Math.floor(sentences.size() * percent / PERCENT + 0.5));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      order.add(i);
    }
    switch (this) {
      case INFORMATIVE, UNINFORMATIVE -> {
        double[] scores = sentences.stream().mapToDouble(score).toArray();
        order.sort(Comparator.<Integer>comparingDouble(i -> scores[i]).reversed());
        if (this == UNINFORMATIVE) {
          Collections.reverse(order);
        }
      }
      case RANDOM -> {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.size() - 1; i > 0; i--) {
          Collections.swap(order, i, random.nextInt(i + 1));
        }
      }
      case TRUNCATION -> {
        // Their order is what is wanted.
      }
    }
    BitSet chosen = new BitSet();
    order.stream().limit(count).forEach(chosen::set);
    return chosen;
  }
}
