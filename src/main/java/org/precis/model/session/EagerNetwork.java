package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.precis.model.ModelSpec;
import org.precis.nn.TokenMeans;

/**
 * Runs the reference network operation by operation: the fallback, and the measure of all others.
 *
 * @param network the reference
 * @param outputs tokens that may be decoded
 */
record EagerNetwork(EncoderDecoder network, OutputVocabulary outputs) implements ServedNetwork {
  @Override
  public ModelSpec spec() {
    return network.spec();
  }

  @Override
  public DecoderState start(TokenBatch sources, NDManager owner) {
    NDArray mask = sources.mask(owner);
    NDArray states = network.encode(sources.ids(owner), mask);
    return new EagerState(network, network.memory(states, mask), outputs, owner);
  }

  @Override
  public NDArray means(TokenBatch sources, NDManager owner) {
    NDArray states = network.encode(sources.ids(owner), sources.mask(owner));
    return TokenMeans.of(states, sources.lengths());
  }
}
