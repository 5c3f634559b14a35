package org.precis.train.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Collects lengths in tokens. Not thread-safe. */
final class LengthStatistics {
  private int[] lengths = new int[1024];
  private int count;

  void add(int length) {
    if (count == lengths.length) {
      lengths = Arrays.copyOf(lengths, count + count / 2);
    }
    lengths[count++] = length;
  }

  /** Mean, some quantiles, greatest; nothing if there is no length. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (count == 0) {
      return json;
    }
    int[] sorted = Arrays.copyOf(lengths, count);
    Arrays.sort(sorted);
    json.put("mean", Math.round(10.0 * Arrays.stream(sorted).asLongStream().sum() / count) / 10.0);
    json.put("median", quantile(sorted, 0.5));
    json.put("p90", quantile(sorted, 0.9));
    json.put("p99", quantile(sorted, 0.99));
    return json.put("max", sorted[count - 1]);
  }

  /** Smallest length that a share of all does not exceed. */
  private static int quantile(int[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
