package org.precis.model.session;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.precis.model.DecodeSession;
import org.precis.model.ModelException;
import org.precis.model.ModelSpec;
import org.precis.model.Seq2SeqModel;
import org.precis.nn.TensorScope;

/**
 * A network with its weights as a model that a search can use. Thread-safe; its sessions are not.
 * Closing frees the weights, at once or when the last open session is closed.
 */
public final class NetworkModel implements Seq2SeqModel {
  private final EncoderDecoder network;
  private final NDManager manager;
  private boolean closed;
  private int sessions;

  /**
   * A model.
   *
   * @param manager owner of the network's weights; closed with the model
   */
  public NetworkModel(EncoderDecoder network, NDManager manager) {
    this.network = network;
    this.manager = manager;
  }

  /** The network, for training and for comparison with other implementations. */
  public EncoderDecoder network() {
    return network;
  }

  /** Owner of the weights; closed with the model. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public ModelSpec spec() {
    return network.spec();
  }

  @Override
  public DecodeSession start(List<int[]> sources) {
    TokenBatch batch = TokenBatch.of(sources, spec());
    enter();
    NDManager owner = manager.newSubManager();
    boolean started = false;
    try (TensorScope scope = TensorScope.open()) {
      NDArray mask = batch.mask(owner);
      NDArray states = network.encode(batch.ids(owner), mask);
      SourceMemory memory = network.memory(states, mask).map(tensor -> scope.keep(tensor, owner));
      DecodeSession session = new NetworkSession(network, owner, memory, this::leave);
      started = true;
      return session;
    } catch (EngineException e) {
      throw new ModelException(
          "the encoder failed on %d sources of up to %d tokens: %s"
              .formatted(batch.lengths().length, batch.width(), e.getMessage()),
          e);
    } finally {
      if (!started) {
        owner.close();
        leave();
      }
    }
  }

  private synchronized void enter() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    sessions++;
  }

  private synchronized void leave() {
    sessions--;
    if (closed && sessions == 0) {
      manager.close();
    }
  }

  @Override
  public synchronized void close() {
    if (!closed && sessions == 0) {
      manager.close();
    }
    closed = true;
  }
}
