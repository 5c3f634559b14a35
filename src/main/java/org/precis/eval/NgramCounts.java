package org.precis.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each n-gram of a token list occurs. Immutable. */
public final class NgramCounts {
  private final Map<List<String>, Integer> counts;
  private final int total;

  private NgramCounts(Map<List<String>, Integer> counts, int total) {
    this.counts = counts;
    this.total = total;
  }

  /**
   * The n-grams of {@code tokens}, none if it has fewer than {@code n} tokens.
   *
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public static NgramCounts of(List<String> tokens, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("an n-gram has at least one token, got n = " + n);
    }
    List<String> copy = List.copyOf(tokens);
    Map<List<String>, Integer> counts = new HashMap<>();
    int total = Math.max(copy.size() - n + 1, 0);
    for (int i = 0; i < total; i++) {
      counts.merge(copy.subList(i, i + n), 1, Integer::sum);
    }
    return new NgramCounts(counts, total);
  }

  /** N-grams, repeated ones included. */
  public int total() {
    return total;
  }

  /** Different n-grams. */
  public int distinct() {
    return counts.size();
  }

  /** N-grams that both have, each as often as the one with fewer has it. */
  public int overlap(NgramCounts other) {
    int overlap = 0;
    for (Map.Entry<List<String>, Integer> entry : counts.entrySet()) {
      overlap += Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0));
    }
    return overlap;
  }

  /** N-grams of this list, repeated ones included, that {@code other} has at all. */
  public int foundIn(NgramCounts other) {
    int found = 0;
    for (Map.Entry<List<String>, Integer> entry : counts.entrySet()) {
      found += other.counts.containsKey(entry.getKey()) ? entry.getValue() : 0;
    }
    return found;
  }

  /** For each n-gram the larger count of the two, as clipping by several references needs it. */
  public NgramCounts union(NgramCounts other) {
    Map<List<String>, Integer> union = new HashMap<>(counts);
    other.counts.forEach((ngram, count) -> union.merge(ngram, count, Math::max));
    return new NgramCounts(union, union.values().stream().mapToInt(Integer::intValue).sum());
  }
}
