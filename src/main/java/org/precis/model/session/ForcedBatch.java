package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
    ForcedTargets target = ForcedTargets.of(targets, spec, manager);
    return new ForcedBatch(
        source.ids(manager), source.mask(manager), target.inputs(), target.labels());
  }
}
