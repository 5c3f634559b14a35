package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.precis.model.ModelSpec;

/**
 * A network as sessions run it. Thread-safe; the states that it starts are not.
 *
 * <p>It differs from {@link EncoderDecoder} in that the state of decoding belongs to the
 * implementation: one may cache keys and values in a way of its own, and put off a reordering until
 * the next step.
 */
public interface ServedNetwork {
  /** Special tokens and sizes. */
  ModelSpec spec();

  /** Tokens that can be decoded, whatever the source. */
  OutputVocabulary outputs();

  /**
   * Encodes a batch. Called inside a {@link org.precis.nn.TensorScope}.
   *
   * @param owner frees what the state keeps; closed after the state
   */
  DecoderState start(TokenBatch sources, NDManager owner);

  /**
   * Means of the encoder's last states over the tokens of each source, (B, D), fp32. Called inside
   * a {@link org.precis.nn.TensorScope}.
   *
   * @param owner of inputs
   * @throws UnsupportedOperationException if the network does not tell them
   */
  default NDArray means(TokenBatch sources, NDManager owner) {
    throw new UnsupportedOperationException(
        spec().modelType() + " models do not tell their encoder's states");
  }
}
