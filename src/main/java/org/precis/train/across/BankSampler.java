package org.precis.train.across;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws from all documents, uniformly and without replacement (Floyd's algorithm: as many draws as
 * documents wanted, whatever their number).
 *
 * @param documents how many there are
 * @param count how many are drawn; all that are allowed if these are fewer
 */
record BankSampler(int documents, int count) implements NegativeSampler {

  @Override
  public int[] sample(Set<Integer> excluded, long seed) {
    int[] gaps = excluded.stream().mapToInt(Integer::intValue).sorted().toArray();
    int allowed = documents - gaps.length;
    SplittableRandom random = new SplittableRandom(seed);
    Set<Integer> chosen = new HashSet<>();
    for (int last = Math.max(0, allowed - count); last < allowed; last++) {
      int drawn = random.nextInt(last + 1);
      if (!chosen.add(drawn)) {
        chosen.add(last);
      }
    }
    return chosen.stream().mapToInt(place -> skipping(gaps, place)).sorted().toArray();
  }

  /** The document at a place among those that are no gap. */
  private static int skipping(int[] gaps, int place) {
    int document = place;
    for (int gap : gaps) {
      if (gap > document) {
        break;
      }
      document++;
    }
    return document;
  }

  @Override
  public void seen(Iterable<Integer> batch) {
    // Every document is always there.
  }
}
