package org.precis.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which examples form the batches of an epoch, and in which order. A batch holds examples of about
 * the same length, so that little of it is padding, up to a budget of tokens.
 *
 * <p>All of it is a function of seed and epoch: whoever knows these and a position can go on from
 * there. Thread-safe.
 *
 * @param store the examples
 * @param maxTokens most tokens of a batch, source and target, padding included; a single longer
 *     example still is a batch
 * @param maxExamples most examples of a batch
 * @param seed decides the order
 * @param sampling which examples an epoch has
 */
public record BatchOrder(
    TokenStore store, int maxTokens, int maxExamples, long seed, Sampling sampling) {
  /** Examples are sorted by length among so many neighbours in the shuffled order. */
  private static final int POOL = 8_192;

  /**
   * Odd and far from other uses of the seed. Not the golden ratio's: SplittableRandom steps by that
   * one, so that each epoch's numbers would be the last one's but for the first.
   */
  private static final long EPOCH_FACTOR = 0xD1B54A32D192ED03L;

  public BatchOrder {
    if (maxTokens < 2 || maxExamples < 1) {
      throw new IllegalArgumentException(
          "a batch has room for %d tokens and %d examples; at least 2 and 1 are needed"
              .formatted(maxTokens, maxExamples));
    }
  }

  /** An order in which an epoch has every example once. */
  public BatchOrder(TokenStore store, int maxTokens, int maxExamples, long seed) {
    this(store, maxTokens, maxExamples, seed, Sampling.EACH_ONCE);
  }

  /**
   * The batches of an epoch: numbers of their examples.
   *
   * @param epoch from 0
   * @throws IllegalArgumentException if sampling leaves every language out
   */
  public List<int[]> epoch(long epoch) {
    SplittableRandom random = new SplittableRandom(seed + EPOCH_FACTOR * (epoch + 1));
    return switch (sampling.kind()) {
      case PROPORTIONAL -> pooled(shuffled(store.size(), random), random);
      case UPSAMPLING ->
          pooled(
              new LanguageDraw(store, sampling.minExamples(), random)
                  .upsampled(sampling.exponent()),
              random);
      case MULTISTAGE ->
          new LanguageDraw(store, sampling.minExamples(), random)
              .multistage(sampling, this::filled);
    };
  }

  /** Batches of examples of about one length, in random order. */
  private List<int[]> pooled(int[] order, SplittableRandom random) {
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += POOL) {
      int[] pool = Arrays.copyOfRange(order, from, Math.min(order.length, from + POOL));
      batches.addAll(packed(byLength(pool)));
    }
    int[] places = shuffled(batches.size(), random);
    return Arrays.stream(places).mapToObj(batches::get).toList();
  }

  /** All examples once, longest first: the order for measuring. */
  public List<int[]> sorted() {
    int[] all = new int[store.size()];
    Arrays.setAll(all, i -> i);
    return packed(byLength(all));
  }

  /** The examples of a batch. */
  public Batch batch(int[] examples) {
    return new Batch(Arrays.stream(examples).mapToObj(store::get).toList());
  }

  private List<Integer> byLength(int[] examples) {
    // Ties keep the shuffled order: the sort is stable.
    return Arrays.stream(examples)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(store::sourceLength)
                .thenComparingInt(store::targetLength)
                .reversed())
        .toList();
  }

  /** Examples as they come, until the next one would not fit. */
  private int[] filled(LanguageDraw.Upcoming examples) {
    List<Integer> batch = new ArrayList<>();
    int source = 0;
    int target = 0;
    while (batch.size() < maxExamples) {
      int example = examples.peek();
      source = Math.max(source, store.sourceLength(example));
      target = Math.max(target, store.targetLength(example));
      if (!batch.isEmpty() && (long) (batch.size() + 1) * (source + target) > maxTokens) {
        break;
      }
      batch.add(examples.take());
    }
    return batch.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<int[]> packed(List<Integer> examples) {
    List<int[]> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    int source = 0;
    int target = 0;
    for (int example : examples) {
      int newSource = Math.max(source, store.sourceLength(example));
      int newTarget = Math.max(target, store.targetLength(example));
      long tokens = (long) (batch.size() + 1) * (newSource + newTarget);
      if (!batch.isEmpty() && (tokens > maxTokens || batch.size() == maxExamples)) {
        batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
        batch.clear();
        newSource = store.sourceLength(example);
        newTarget = store.targetLength(example);
      }
      batch.add(example);
      source = newSource;
      target = newTarget;
    }
    if (!batch.isEmpty()) {
      batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
    }
    return batches;
  }

  /** The numbers below {@code count} in random order. */
  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    Shuffle.shuffle(order, random);
    return order;
  }
}
