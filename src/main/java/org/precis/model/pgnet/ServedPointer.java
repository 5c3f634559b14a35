package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;
import org.precis.model.ModelSpec;
import org.precis.model.session.DecoderState;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.ServedNetwork;
import org.precis.model.session.TokenBatch;
import org.precis.nn.script.ScriptModule;

/** Runs a pointer-generator network. Immutable, thread-safe. */
final class ServedPointer implements ServedNetwork {
  private final PointerNetwork network;
  private final ScriptModule mixture;
  private final OutputVocabulary outputs;

  /**
   * A served network.
   *
   * @param manager owner of the program that mixes distributions
   */
  ServedPointer(PointerNetwork network, NDManager manager) {
    this.network = network;
    mixture =
        ScriptModule.compile(
            ScriptModule.text(ServedPointer.class, "mixture.torchscript", name -> name), manager);
    int[] words = IntStream.range(0, network.config().vocabularySize()).toArray();
    outputs = OutputVocabulary.of(words, network.spec());
  }

  @Override
  public ModelSpec spec() {
    return network.spec();
  }

  @Override
  public OutputVocabulary outputs() {
    return outputs;
  }

  @Override
  public DecoderState start(TokenBatch batch, NDManager owner) {
    PointerSources sources = PointerSources.of(batch, network.config());
    return new ServedState(network, mixture, sources, owner);
  }

  @Override
  public NDArray means(TokenBatch batch, NDManager owner) {
    return network.encode(PointerSources.of(batch, network.config()), owner).mean();
  }
}
