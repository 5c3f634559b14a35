package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.program.Arguments;
import org.precis.model.program.ScriptedLogits;
import org.precis.model.session.DecoderState;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.RowLogits;
import org.precis.model.session.RowOrder;
import org.precis.nn.TensorScope;

/**
 * Decoding by the program, in lists that only it touches. What it hands out as logits are
 * log-probabilities of the mixture, which a softmax leaves as they are.
 */
final class ScriptedPointerState implements DecoderState {
  private final ScriptedPointer network;
  private final NDManager owner;
  private final OutputVocabulary outputs;
  private final IValue source;
  private final IValue state;
  private final IValue part;
  private final long open;
  private int positions;

  /**
   * A state with one row a source.
   *
   * @param source what rows of a source share; closed with this object
   * @param state of the rows; closed with this object
   * @param owner of the tensors that are made
   */
  ScriptedPointerState(
      ScriptedPointer network,
      PointerSources sources,
      IValue source,
      IValue state,
      NDManager owner) {
    this.network = network;
    this.owner = owner;
    this.source = source;
    this.state = state;
    outputs = sources.outputs();
    open = sources.openWords();
    List<NDArray> words = sources.part(owner);
    words.forEach(tensor -> TensorScope.handOver(tensor, owner));
    part = IValue.listFrom(words.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
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
        IntStream.of(tokens)
            .mapToLong(token -> PointerSources.read(token, network.config()))
            .toArray();
    try (Arguments arguments = new Arguments(owner)) {
      network.look(arguments, words, owner);
      arguments
          .borrowed(source)
          .borrowed(state)
          .borrowed(network.decoder())
          .borrowed(network.vectors())
          .borrowed(part)
          .number(open);
      try (IValue mixed = network.program().call("step", arguments.array())) {
        positions++;
        NDArray scores = TensorScope.handOver(mixed.toTensor((PtNDManager) owner), owner);
        return new ScriptedLogits(network.program(), scores, owner);
      }
    }
  }

  @Override
  public void reorder(RowOrder order) {
    try (Arguments arguments = new Arguments(owner)) {
      arguments
          .borrowed(source)
          .borrowed(state)
          .longs(order.parents())
          .longs(order.sources())
          .flag(!order.sameSources());
      network.program().call("reorder", arguments.array()).close();
    }
  }

  @Override
  public void close() {
    source.close();
    state.close();
    part.close();
  }
}
