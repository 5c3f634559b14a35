package org.precis.eval.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Parts items into strata. */
public final class Strata {
  private Strata() {}

  /** Items with the same label are a stratum; strata in the order of their labels. */
  public static List<int[]> byLabel(List<String> labels) {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      groups.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
    }
    return groups.values().stream().map(Strata::indexes).toList();
  }

  /**
   * Short, medium and long ones, or as many such {@code parts}: items in the order of their sizes,
   * in strata that differ by at most one item. Equal sizes keep their order.
   *
   * @param sizes for example sentences of the reference summaries
   * @throws IllegalArgumentException if there are fewer items than parts
   */
  public static List<int[]> bySize(int[] sizes, int parts) {
    if (parts < 1 || sizes.length < parts) {
      throw new IllegalArgumentException(
          "between 1 and " + sizes.length + " parts can be made of as many items, got " + parts);
    }
    List<Integer> order =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> sizes[i]))
            .toList();
    List<int[]> strata = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) sizes.length * part / parts);
      int to = (int) ((long) sizes.length * (part + 1) / parts);
      strata.add(indexes(order.subList(from, to)));
    }
    return List.copyOf(strata);
  }

  private static int[] indexes(List<Integer> items) {
    return items.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
