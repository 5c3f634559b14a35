package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Means of states over the tokens of a source. B = sources, S = source length, D = width. */
public final class TokenMeans {
  private TokenMeans() {}

  /**
   * Means that leave padding out.
   *
   * @param states (B, S, D)
   * @param lengths number of real tokens of each source, (B)
   * @return (B, D)
   */
  public static NDArray of(NDArray states, int[] lengths) {
    int positions = (int) states.getShape().get(1);
    float[] shares = new float[lengths.length * positions];
    for (int row = 0; row < lengths.length; row++) {
      Arrays.fill(shares, row * positions, row * positions + lengths[row], 1f / lengths[row]);
    }
    NDArray weights = states.getManager().create(shares, new Shape(lengths.length, 1, positions));
    return weights.matMul(states).squeeze(1);
  }
}
