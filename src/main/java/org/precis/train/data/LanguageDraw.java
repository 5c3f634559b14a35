package org.precis.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Draws the examples of an epoch by language. Each language's examples come in an order of their
 * own, which is shuffled anew when it is exhausted. Not thread-safe.
 */
final class LanguageDraw {
  private final List<Iterating> languages = new ArrayList<>();
  private final double[] counts;
  private final SplittableRandom random;

  /** Examples of a language in a shuffled order without end. */
  private static final class Iterating implements Upcoming {
    private final int[] examples;
    private final SplittableRandom random;
    private int next;

    Iterating(int[] examples, SplittableRandom random) {
      this.examples = examples;
      this.random = random;
      next = examples.length;
    }

    @Override
    public int peek() {
      if (next == examples.length) {
        Shuffle.shuffle(examples, random);
        next = 0;
      }
      return examples[next];
    }

    @Override
    public int take() {
      int example = peek();
      next++;
      return example;
    }
  }

  /**
   * Sorts a store's examples by language.
   *
   * @throws IllegalArgumentException if no language has enough
   */
  LanguageDraw(TokenStore store, int minExamples, SplittableRandom random) {
    this.random = random;
    TreeMap<Integer, List<Integer>> byLanguage = new TreeMap<>();
    for (int i = 0; i < store.size(); i++) {
      byLanguage.computeIfAbsent(store.language(i), language -> new ArrayList<>()).add(i);
    }
    byLanguage.values().removeIf(examples -> examples.size() < minExamples);
    if (byLanguage.isEmpty()) {
      throw new IllegalArgumentException(
          "no language has %d examples (sampling.min_examples); lower it".formatted(minExamples));
    }
    for (List<Integer> examples : byLanguage.values()) {
      int[] numbers = examples.stream().mapToInt(Integer::intValue).toArray();
      languages.add(new Iterating(numbers, random.split()));
    }
    counts = languages.stream().mapToDouble(language -> language.examples.length).toArray();
  }

  /** Examples of all languages that are not left out. */
  int size() {
    return (int) Arrays.stream(counts).sum();
  }

  /** As many examples as there are, each of a language drawn on its own. */
  int[] upsampled(double exponent) {
    double[] q = LanguageProbabilities.smoothed(counts, exponent);
    int[] drawn = new int[size()];
    Arrays.setAll(drawn, i -> languages.get(draw(q)).take());
    return drawn;
  }

  /**
   * Batches for about as many examples as there are, whole steps of them.
   *
   * @param batch makes a batch of a language from its examples
   */
  List<int[]> multistage(Sampling sampling, Batcher batch) {
    double[][] onlyTarget = {counts};
    LanguageProbabilities q =
        LanguageProbabilities.multistage(
            onlyTarget, sampling.exponent(), sampling.conditionalExponent());
    List<int[]> batches = new ArrayList<>();
    for (int done = 0; done < size(); ) {
      boolean fixedTarget = random.nextBoolean();
      int fixed = fixedTarget ? 0 : draw(q.source());
      for (int i = 0; i < sampling.stepBatches(); i++) {
        int language = fixedTarget ? draw(q.sourceGivenTarget()[0]) : fixed;
        int[] examples = batch.make(languages.get(language));
        batches.add(examples);
        done += examples.length;
      }
    }
    return batches;
  }

  /** Examples that come next. */
  interface Upcoming {
    /** The next one, which stays the next one. */
    int peek();

    /** The next one. */
    int take();
  }

  /** Takes examples until a batch is full. */
  @FunctionalInterface
  interface Batcher {
    /** The batch's examples. */
    int[] make(Upcoming examples);
  }

  private int draw(double[] probabilities) {
    double place = random.nextDouble();
    int last = probabilities.length - 1;
    for (int i = 0; i < last; i++) {
      place -= probabilities[i];
      if (place < 0) {
        return i;
      }
    }
    return last;
  }
}
