package org.precis.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import org.precis.model.program.Arguments;
import org.precis.model.program.ScriptedLogits;
import org.precis.model.session.DecoderState;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.RowLogits;
import org.precis.model.session.RowOrder;
import org.precis.model.transformer.Stack;
import org.precis.nn.TensorScope;

/**
 * Decoding by the program. Keys and values stay in lists that only the program touches; the cache
 * is written in place and grows by doubling. Reordering beams moves nothing; see {@link Lineage}.
 */
final class ScriptedState implements DecoderState {
  private static final int FIRST_SLOTS = 64;

  private final ScriptedTransformer network;
  private final NDManager owner;
  private final Lineage lineage;
  private final IValue memory;
  private final IValue cache;
  private final boolean masked;
  private NDArray mask;

  /**
   * A state with one row a source.
   *
   * @param memory cross-attention's keys and values of each layer; closed with this object
   * @param mask padding mask, (B, 1, 1, S)
   * @param masked true if the mask hides anything
   */
  ScriptedState(
      ScriptedTransformer network,
      IValue memory,
      NDArray mask,
      boolean masked,
      int sources,
      NDManager owner) {
    this.network = network;
    this.owner = owner;
    this.memory = memory;
    this.masked = masked;
    this.mask = TensorScope.handOver(mask, owner);
    lineage = new Lineage(sources);
    try (Arguments arguments = new Arguments(owner)) {
      arguments.borrowed(memory).number(FIRST_SLOTS);
      cache = network.program().call("cache", arguments.array());
    }
  }

  @Override
  public int positions() {
    return lineage.positions();
  }

  @Override
  public OutputVocabulary outputs() {
    return network.outputs();
  }

  @Override
  public RowLogits step(int[] tokens) {
    lineage.compact().ifPresent(this::move);
    int filled = lineage.filled();
    int[] positions = new int[tokens.length];
    Arrays.fill(positions, lineage.positions());
    lineage.append();
    Shape shape = new Shape(lineage.sources(), 1, lineage.rowsPerSource(), lineage.filled());
    try (Arguments arguments = new Arguments(owner)) {
      long[] ids = Arrays.stream(tokens).asLongStream().toArray();
      network.embedding(arguments, Stack.DECODER, ids, positions, owner);
      arguments
          .longs(network.buckets(lineage.distances(), Stack.DECODER))
          .floats(lineage.mask(), shape)
          .borrowed(cache)
          .number(filled)
          .borrowed(memory)
          .tensor(mask)
          .flag(masked)
          .borrowed(network.heads());
      try (IValue logits = network.program().call("step", arguments.array())) {
        PtNDArray tensor = logits.toTensor((PtNDManager) owner);
        return new ScriptedLogits(network.program(), TensorScope.handOver(tensor, owner), owner);
      }
    }
  }

  private void move(int[] from) {
    try (Arguments arguments = new Arguments(owner)) {
      Shape shape = new Shape(lineage.sources(), lineage.filled());
      arguments.borrowed(cache).longs(from, shape);
      network.program().call("compact", arguments.array()).close();
    }
  }

  @Override
  public void reorder(RowOrder order) {
    lineage.reorder(order);
    if (order.sameSources()) {
      return;
    }
    try (Arguments arguments = new Arguments(owner)) {
      arguments.borrowed(cache).borrowed(memory).longs(order.sources());
      network.program().call("keep", arguments.array()).close();
    }
    NDArray before = mask;
    mask = TensorScope.handOver(mask.get(owner.create(order.sources())), owner);
    before.close();
  }

  @Override
  public void close() {
    cache.close();
    memory.close();
  }
}
