package org.precis.eval.human;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Draws as many items of each language, all with the same chance, from a stream of any length
 * (reservoir sampling, Vitter 1985). Not thread-safe.
 */
public final class ItemSample {
  private final int size;
  private final Random random;
  private final Map<String, List<RatingItem>> drawn = new TreeMap<>();
  private final Map<String, Long> seen = new TreeMap<>();

  /**
   * A sample.
   *
   * @param size items of each language, at most
   * @param seed repeats it
   */
  public ItemSample(int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("a sample has at least 1 item, got " + size);
    }
    this.size = size;
    this.random = new Random(seed);
  }

  /** Adds the next item of the stream. */
  public void add(RatingItem item) {
    List<RatingItem> kept = drawn.computeIfAbsent(item.language(), l -> new ArrayList<>());
    long count = seen.merge(item.language(), 1L, Long::sum);
    if (kept.size() < size) {
      kept.add(item);
    } else {
      long place = random.nextLong(count);
      if (place < size) {
        kept.set((int) place, item);
      }
    }
  }

  /** What was drawn, language by language. */
  public List<RatingItem> items() {
    return drawn.values().stream().flatMap(List::stream).toList();
  }
}
