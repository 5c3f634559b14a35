package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Additive masks: 0 where a key may be seen, {@link #MASKED} where not. */
public final class AttentionMask {
  /** Leaves a probability of exactly 0. No query may have all its keys masked. */
  public static final float MASKED = Float.NEGATIVE_INFINITY;

  private AttentionMask() {}

  /**
   * Hides padding. B = batch, S = source length.
   *
   * @param lengths number of real tokens of each source, (B)
   * @param width S
   * @return (B, 1, 1, S)
   * @throws IllegalArgumentException if a length is below 1 or exceeds S
   */
  public static NDArray padding(NDManager manager, int[] lengths, int width) {
    float[] mask = new float[lengths.length * width];
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] < 1 || lengths[row] > width) {
        throw new IllegalArgumentException(
            "source %d has %d tokens; allowed are 1 to %d".formatted(row, lengths[row], width));
      }
      Arrays.fill(mask, row * width + lengths[row], (row + 1) * width, MASKED);
    }
    return manager.create(mask, new Shape(lengths.length, 1, 1, width));
  }

  /**
   * Reads a mask of {@link #padding} back.
   *
   * @param mask (B, 1, 1, S)
   * @return number of keys of each source that are seen, (B)
   */
  public static int[] lengths(NDArray mask) {
    float[] hidden = mask.toFloatArray();
    int width = (int) mask.getShape().get(3);
    int[] lengths = new int[hidden.length / width];
    for (int i = 0; i < hidden.length; i++) {
      lengths[i / width] += hidden[i] == 0 ? 1 : 0;
    }
    return lengths;
  }

  /**
   * Hides the future. Query i stands at position {@code past + i}, key j at position j.
   *
   * @param past number of positions before the first query
   * @param queries T
   * @return (1, 1, T, past + T)
   */
  public static NDArray causal(NDManager manager, int past, int queries) {
    int keys = past + queries;
    float[] mask = new float[queries * keys];
    for (int i = 0; i < queries; i++) {
      Arrays.fill(mask, i * keys + past + i + 1, (i + 1) * keys, MASKED);
    }
    return manager.create(mask, new Shape(1, 1, queries, keys));
  }
}
