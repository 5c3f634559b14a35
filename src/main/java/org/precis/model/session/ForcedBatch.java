package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.precis.model.ModelSpec;
import org.precis.nn.CrossEntropy;

/**
 * Sources and given targets as a network takes them under teacher forcing: padded, the targets
 * shifted right. B = sources, S = source length, T = target length. The tensors belong to the
 * manager that they were made with.
 *
 * @param sources ids, (B, S)
 * @param mask padding mask, (B, 1, 1, S)
 * @param inputs decoder inputs: the start token, then all but the last target token, (B, T)
 * @param labels targets row after row, {@link CrossEntropy#IGNORED} for padding, (B·T)
 */
public record ForcedBatch(NDArray sources, NDArray mask, NDArray inputs, long[] labels) {

  /**
   * Checks, pads and shifts.
   *
   * @param sources ids of each source
   * @param targets ids of each target, end token included, decoder start not
   * @throws IllegalArgumentException if there are not as many targets as sources, one is too long,
   *     or an id lies outside the vocabulary
   */
  public static ForcedBatch of(
      List<int[]> sources, List<int[]> targets, ModelSpec spec, NDManager manager) {
    if (sources.size() != targets.size()) {
      throw new IllegalArgumentException(
          "%d targets for %d sources".formatted(targets.size(), sources.size()));
    }
    TokenBatch source = TokenBatch.of(sources, spec);
    TokenBatch target = TokenBatch.ofTargets(targets, spec);
    return new ForcedBatch(
        source.ids(manager),
        source.mask(manager),
        manager.create(shiftedRight(target, spec), new Shape(targets.size(), target.width())),
        labels(target));
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
