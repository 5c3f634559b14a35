package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * A network whose decoder sees its past and its source by attention to keys and values: functions
 * over its weights, without state of their own. Thread-safe. The tensors that it returns belong to
 * the caller, who frees them or has a {@link org.precis.nn.TensorScope} do so.
 *
 * <p>B = sources, S = source length, R = rows (R = B·n, the n rows of a source are neighbours), T =
 * positions, P = cached positions, D = width, V = vocabulary.
 */
public interface EncoderDecoder extends Network {
  @Override
  default ServedNetwork served(Optional<int[]> outputs) {
    return new EagerNetwork(this, OutputVocabulary.of(outputs, spec()));
  }

  /**
   * Runs the encoder.
   *
   * @param tokens ids, (B, S), int64
   * @param mask padding mask, (B, 1, 1, S)
   * @return (B, S, D)
   */
  NDArray encode(NDArray tokens, NDArray mask);

  /**
   * Projects encoder states to each decoder layer's keys and values, once a source.
   *
   * @param states (B, S, D)
   * @param mask padding mask, (B, 1, 1, S)
   */
  SourceMemory memory(NDArray states, NDArray mask);

  /** An empty cache for this network's decoder. */
  KeyValueCache newCache();

  /**
   * Continues every row by T tokens at positions P to P + T − 1; appends their keys and values to
   * the cache.
   *
   * @param tokens ids, (R, T), int64
   * @return logits of the token after each position, (R, T, V), fp32
   */
  NDArray decode(NDArray tokens, KeyValueCache cache, SourceMemory memory);
}
