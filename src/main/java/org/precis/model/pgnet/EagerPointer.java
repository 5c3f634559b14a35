package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.precis.model.ModelSpec;
import org.precis.model.session.DecoderState;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.ServedNetwork;
import org.precis.model.session.TokenBatch;
import org.precis.nn.script.ScriptModule;

/**
 * Runs the reference network operation by operation: what is trained is checked by it, and the
 * program measured. Immutable, thread-safe.
 */
final class EagerPointer implements ServedNetwork {
  private final PointerNetwork network;
  private final ScriptModule mixture;
  private final OutputVocabulary outputs;

  /**
   * A served network.
   *
   * @param outputs ids of the words that may be decoded, ascending; all where empty
   * @param manager owner of the program that mixes distributions
   */
  EagerPointer(PointerNetwork network, Optional<int[]> outputs, NDManager manager) {
    this.network = network;
    mixture =
        ScriptModule.compile(
            ScriptModule.text(EagerPointer.class, "mixture.torchscript", name -> name), manager);
    this.outputs = network.config().outputs(outputs);
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
    PointerSources sources = PointerSources.of(batch, network.config(), outputs);
    return new EagerPointerState(network, mixture, sources, owner);
  }

  @Override
  public NDArray means(TokenBatch batch, NDManager owner) {
    return network.encode(PointerSources.of(batch, network.config()), owner).mean();
  }
}
