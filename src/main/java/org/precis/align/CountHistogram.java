package org.precis.align;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many sections have no, one, two and more sentences of a summary. Not thread-safe. */
public final class CountHistogram {
  private final NavigableMap<Integer, Integer> sections = new TreeMap<>();
  private int total;

  /** Counts a document whose sections have these numbers of sentences. */
  public void add(int[] counts) {
    for (int count : counts) {
      sections.merge(count, 1, Integer::sum);
    }
    total += counts.length;
  }

  /**
   * Counts an aligned document.
   *
   * @param count of its sections
   * @param alignment each sentence's section; a negative one is not known and left out
   */
  public void add(int count, int[] alignment) {
    int[] counts = new int[count];
    Arrays.stream(alignment).filter(section -> section >= 0).forEach(section -> counts[section]++);
    add(counts);
  }

  /** Shares of all sections, by number of sentences from 0 to the greatest there is. */
  public double[] shares() {
    double[] shares = new double[sections.isEmpty() ? 0 : sections.lastKey() + 1];
    sections.forEach((count, number) -> shares[count] = (double) number / total);
    return shares;
  }
}
