package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.precis.nn.TensorScope;

/** Decoding with the reference network. All tensors are the owner's. */
final class EagerState implements DecoderState {
  private final EncoderDecoder network;
  private final NDManager owner;
  private final KeyValueCache cache;
  private final OutputVocabulary outputs;
  private SourceMemory memory;

  EagerState(
      EncoderDecoder network, SourceMemory memory, OutputVocabulary outputs, NDManager owner) {
    this.network = network;
    this.owner = owner;
    this.outputs = outputs;
    this.memory = memory.map(this::keep);
    cache = network.newCache();
  }

  @Override
  public int positions() {
    return cache.positions();
  }

  @Override
  public OutputVocabulary outputs() {
    return outputs;
  }

  @Override
  public RowLogits step(int[] tokens) {
    NDArray logits = network.decode(index(tokens).expandDims(1), cache, memory);
    cache.replaceAll(this::keep);
    NDArray all = logits.squeeze(1); // (R, V)
    if (outputs.isAll()) {
      return new TensorLogits(keep(all));
    }
    NDArray columns = index(outputs.ids());
    return new TensorLogits(keep(all.transpose().get(columns).transpose()));
  }

  @Override
  public void reorder(RowOrder order) {
    NDArray rows = index(order.parents());
    cache.replaceAll(tensor -> keep(tensor.get(rows)));
    if (!order.sameSources()) {
      NDArray sources = index(order.sources());
      SourceMemory before = memory;
      memory = before.map(tensor -> keep(tensor.get(sources)));
      before.close();
    }
  }

  private NDArray index(int[] values) {
    return owner.create(Arrays.stream(values).asLongStream().toArray());
  }

  private NDArray keep(NDArray tensor) {
    return TensorScope.handOver(tensor, owner);
  }

  @Override
  public void close() {
    // The owner frees everything.
  }
}
