package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.precis.model.ModelSpec;
import org.precis.nn.CrossEntropy;

/**
 * Given targets as a decoder takes them under teacher forcing: padded, and shifted right. R =
 * targets, T = length of the longest.
 *
 * @param inputs the start token, then all but the last target token, (R, T); belongs to the manager
 *     that it was made with
 * @param labels targets row after row, {@link CrossEntropy#IGNORED} for padding, (R·T)
 */
public record ForcedTargets(NDArray inputs, long[] labels) {

  /**
   * Checks, pads and shifts.
   *
   * @param targets ids of each target, end token included, decoder start not
   * @throws IllegalArgumentException if there is none, one is empty or too long, or an id lies
   *     outside the vocabulary
   */
  public static ForcedTargets of(List<int[]> targets, ModelSpec spec, NDManager manager) {
    TokenBatch target = TokenBatch.ofTargets(targets, spec);
    Shape shape = new Shape(targets.size(), target.width());
    return new ForcedTargets(manager.create(shiftedRight(target, spec), shape), labels(target));
  }

  private static long[] shiftedRight(TokenBatch target, ModelSpec spec) {
    long[] shifted = new long[target.tokens().length];
    System.arraycopy(target.tokens(), 0, shifted, 1, shifted.length - 1);
    for (int row = 0; row < target.lengths().length; row++) {
      shifted[row * target.width()] = spec.decoderStartToken();
    }
    return shifted;
  }

  private static long[] labels(TokenBatch target) {
    long[] labels = target.tokens().clone();
    for (int row = 0; row < target.lengths().length; row++) {
      int from = row * target.width();
      Arrays.fill(
          labels, from + target.lengths()[row], from + target.width(), CrossEntropy.IGNORED);
    }
    return labels;
  }
}
