package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/**
 * How the states of a sequence become one vector, F of equations 3 and 4. Padding never counts, the
 * end token does. B = sequences, S = positions, D = width.
 */
public enum Pooling {
  /** Mean of all positions: the published models' choice. */
  MEAN,
  /** Largest value of each feature. */
  MAX,
  /** The first position. */
  FIRST;

  /** Below every state, and far from overflow. */
  private static final float LOWEST = -1e30f;

  /**
   * One vector of each sequence; differentiable.
   *
   * @param states (B, S, D)
   * @param lengths number of positions of each sequence that are no padding, B of them
   * @return (B, D)
   */
  public NDArray pool(NDArray states, int[] lengths) {
    NDManager manager = states.getManager();
    int positions = (int) states.getShape().get(1);
    long width = states.getShape().get(2);
    return switch (this) {
      case MEAN ->
          states
              .mul(perPosition(manager, lengths, positions, length -> 1f / length, 0))
              .sum(new int[] {1});
      case MAX ->
          states
              .add(perPosition(manager, lengths, positions, length -> 0, LOWEST))
              .max(new int[] {1});
      case FIRST -> JniUtils.slice((PtNDArray) states, 1, 0, 1, 1).reshape(lengths.length, width);
    };
  }

  private interface Value {
    float of(int length);
  }

  /** A number for each position, (B, S, 1). */
  private static NDArray perPosition(
      NDManager manager, int[] lengths, int positions, Value token, float padding) {
    float[] values = new float[lengths.length * positions];
    Arrays.fill(values, padding);
    for (int row = 0; row < lengths.length; row++) {
      int from = row * positions;
      Arrays.fill(values, from, from + lengths[row], token.of(lengths[row]));
    }
    return manager.create(values, new Shape(lengths.length, positions, 1));
  }
}
