package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
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
    ForcedBatch batch = ForcedBatch.of(sources, targets, network.spec(), manager);
    NDArray states = network.encode(batch.sources(), batch.mask());
    NDArray logits =
        network.decode(batch.inputs(), network.newCache(), network.memory(states, batch.mask()));
    return new TeacherForcing(states, logits, CrossEntropy.tokenMean(logits, batch.labels()));
  }
}
