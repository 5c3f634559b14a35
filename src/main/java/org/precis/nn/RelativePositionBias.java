package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * T5's relative position bias (Raffel et al. 2020, section 2.1): every head adds a learned number
 * for the bucket of the distance between query and key. Small distances have a bucket each, larger
 * ones share logarithmically wider buckets.
 *
 * @param buckets number of buckets; the table's rows
 * @param maxDistance distances from here on share the last bucket
 * @param bidirectional true in an encoder: half of the buckets are for keys after the query. False
 *     in a decoder: keys after the query share the bucket of distance 0, as a mask hides them
 */
public record RelativePositionBias(int buckets, int maxDistance, boolean bidirectional) {
  public RelativePositionBias {
    int exact = buckets / (bidirectional ? 4 : 2);
    if (exact < 1 || maxDistance <= exact) {
      throw new IllegalArgumentException(
          "%d buckets to a distance of %d (bidirectional: %b): the distance must exceed the %d exact buckets, of which at least 1 is needed"
              .formatted(buckets, maxDistance, bidirectional, exact));
    }
  }

  /** Bucket of a key that stands {@code relative} positions after the query (negative: before). */
  public int bucket(int relative) {
    int available = bidirectional ? buckets / 2 : buckets;
    int base = bidirectional && relative > 0 ? available : 0;
    int distance = bidirectional ? Math.abs(relative) : Math.max(-relative, 0);
    int exact = available / 2;
    if (distance < exact) {
      return base + distance;
    }
    double share = Math.log((double) distance / exact) / Math.log((double) maxDistance / exact);
    return base + Math.min(available - 1, exact + (int) (share * (available - exact)));
  }

  /**
   * The bias of {@code queries} queries, the first at position {@code first}, towards the keys at
   * positions 0 to {@code keys} − 1. H = heads, T = queries, S = keys.
   *
   * @param table learned numbers, (buckets, H)
   * @return (1, H, T, S)
   */
  public NDArray of(NDArray table, int first, int queries, int keys) {
    int lowest = -(first + queries - 1);
    long[] byDistance = new long[queries - 1 + keys];
    for (int i = 0; i < byDistance.length; i++) {
      byDistance[i] = bucket(lowest + i);
    }
    long[] index = new long[Math.multiplyExact(queries, keys)];
    for (int i = 0; i < queries; i++) {
      System.arraycopy(byDistance, queries - 1 - i, index, i * keys, keys);
    }
    NDArray ids = table.getManager().create(index, new Shape(queries, keys));
    return Linear.lookUp(ids, table).transpose(2, 0, 1).expandDims(0);
  }
}
