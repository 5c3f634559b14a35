package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;
import org.precis.model.session.DecoderState;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.RowLogits;
import org.precis.model.session.RowOrder;
import org.precis.model.session.TensorLogits;
import org.precis.nn.Linear;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;

/**
 * Decoding with the reference network. What it hands out as logits are log-probabilities of the
 * mixture, which a softmax leaves as they are. All tensors are the owner's.
 */
final class EagerPointerState implements DecoderState {
  private final PointerNetwork network;
  private final ScriptModule mixture;
  private final NDManager owner;
  private final OutputVocabulary outputs;
  private final List<NDArray> part;
  private final long open;
  private PointerMemory memory;
  private PointerState state;
  private int positions;

  EagerPointerState(
      PointerNetwork network, ScriptModule mixture, PointerSources sources, NDManager owner) {
    this.network = network;
    this.mixture = mixture;
    this.owner = owner;
    outputs = sources.outputs();
    part = sources.part(owner).stream().map(this::keep).toList();
    open = sources.openWords();
    memory = network.encode(sources, owner).map(this::keep);
    state = network.start(memory, 1).map(this::keep);
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public OutputVocabulary outputs() {
    return outputs;
  }

  @Override
  public RowLogits step(int[] tokens) {
    long[] words =
        Arrays.stream(tokens)
            .mapToLong(token -> PointerSources.read(token, network.config()))
            .toArray();
    NDArray inputs = owner.create(words, new Shape(words.length, 1));
    Decoded decoded = network.decode(inputs, state, memory);
    PointerState before = state;
    state = decoded.state().map(this::keep);
    before.close();
    positions++;
    return new TensorLogits(keep(mixed(decoded, words.length)));
  }

  /** log P of the extended vocabulary, (R, C). */
  private NDArray mixed(Decoded decoded, int rows) {
    NDArray hidden = decoded.hidden().squeeze(1);
    NDArray logits =
        Linear.apply(
            hidden,
            network.weights().get(PointerNames.OUTPUT_WEIGHT),
            network.weights().get(PointerNames.OUTPUT_BIAS));
    int each = rows / memory.sources();
    long width = memory.columns().getShape().get(1);
    NDArray columns =
        memory
            .columns()
            .expandDims(1)
            .broadcast(memory.sources(), each, width)
            .reshape(rows, width);
    List<IValue> arguments =
        List.of(
            IValue.from((PtNDArray) logits),
            IValue.from((PtNDArray) decoded.gate().squeeze(1)),
            IValue.from((PtNDArray) decoded.attention().squeeze(1)),
            IValue.from((PtNDArray) columns),
            IValue.listFrom(part.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new)),
            IValue.from(open));
    try (IValue mixed = mixture.callRepeatably("mixture", arguments.toArray(IValue[]::new))) {
      return mixed.toTensor((PtNDManager) owner);
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  @Override
  public void reorder(RowOrder order) {
    NDArray rows = index(order.parents());
    long width = memory.mask().getShape().get(3);
    PointerState before = state;
    NDArray coverage = before.coverage().reshape(-1, width).get(rows);
    state =
        new PointerState(
            keep(before.state().get(rows)),
            keep(before.cell().get(rows)),
            keep(coverage.reshape(order.sources().length, order.rowsPerSource(), width, 1)));
    before.close();
    if (!order.sameSources()) {
      NDArray sources = index(order.sources());
      PointerMemory old = memory;
      memory = old.map(tensor -> keep(tensor.get(sources)));
      old.close();
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
