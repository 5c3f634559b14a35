package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.precis.model.ModelSpec;
import org.precis.nn.CrossEntropy;

/**
 * One pass over given targets, for training and for comparison with other implementations.
 * Gradients are recorded if the thread has them on; the caller frees the tensors.
 *
 * <p>B = sources, S = source length, T = target length, D = width, V = vocabulary.
 *
 * @param states encoder states, (B, S, D); those of padding are meaningless
 * @param logits (B, T, V)
 * @param loss negative log-likelihood, mean over all target tokens, a scalar
 */
public record TeacherForcing(NDArray states, NDArray logits, NDArray loss) {

  /**
   * Runs encoder and decoder.
   *
   * @param sources ids of each source
   * @param targets ids of each target, end token included, decoder start not
   * @param manager owner of the inputs; results belong to the manager of the tensors that they were
   *     made of
   * @throws IllegalArgumentException if there are not as many targets as sources, or an id lies
   *     outside the vocabulary
   */
  public static TeacherForcing run(
      EncoderDecoder network, List<int[]> sources, List<int[]> targets, NDManager manager) {
    if (sources.size() != targets.size()) {
      throw new IllegalArgumentException(
          "%d targets for %d sources".formatted(targets.size(), sources.size()));
    }
    TokenBatch source = TokenBatch.of(sources, network.spec());
    TokenBatch target = TokenBatch.ofTargets(targets, network.spec());
    NDArray mask = source.mask(manager);
    NDArray states = network.encode(source.ids(manager), mask);
    NDArray logits =
        network.decode(
            manager.create(
                shiftedRight(target, network.spec()), new Shape(targets.size(), target.width())),
            network.newCache(),
            network.memory(states, mask));
    return new TeacherForcing(states, logits, CrossEntropy.tokenMean(logits, labels(target)));
  }

  /** Decoder inputs: the start token, then all but the last token. */
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
