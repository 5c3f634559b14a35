package org.precis.model.session;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
  private final Optional<Network> network;
  private final ServedNetwork served;
  private final NDManager manager;
  private boolean closed;
  private int sessions;

  /**
   * A model that runs the reference network, and can be trained.
   *
   * @param manager owner of the network's weights; closed with the model
   */
  public NetworkModel(Network network, NDManager manager) {
    this(network, Optional.empty(), manager);
  }

  /**
   * A model that runs the reference network and decodes some tokens only.
   *
   * @param outputs ids of the tokens that may be decoded, ascending; all where empty
   * @param manager owner of the network's weights; closed with the model
   */
  public NetworkModel(Network network, Optional<int[]> outputs, NDManager manager) {
    this(Optional.of(network), network.served(outputs), manager);
  }

  /**
   * A model that runs what it is given.
   *
   * @param manager owner of the network's weights; closed with the model
   */
  public NetworkModel(ServedNetwork served, NDManager manager) {
    this(Optional.empty(), served, manager);
  }

  private NetworkModel(Optional<Network> network, ServedNetwork served, NDManager manager) {
    this.network = network;
    this.served = served;
    this.manager = manager;
  }

  /**
   * The reference network, for training and for comparison with other implementations.
   *
   * @throws IllegalStateException if the model was loaded to serve only
   */
  public Network network() {
    return network.orElseThrow(
        () ->
            new IllegalStateException(
                "the model was loaded to serve and has its weights packed; load it with LoadOptions.DEFAULT to train it"));
  }

  /** Owner of the weights; closed with the model. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public ModelSpec spec() {
    return served.spec();
  }

  /** Tokens that can be decoded. */
  public OutputVocabulary outputs() {
    return served.outputs();
  }

  @Override
  public DecodeSession start(List<int[]> sources) {
    TokenBatch batch = TokenBatch.of(sources, spec());
    enter();
    NDManager owner = manager.newSubManager();
    boolean started = false;
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      DecodeSession session =
          new NetworkSession(
              spec(),
              served.start(batch, owner),
              batch.lengths().length,
              () -> {
                owner.close();
                leave();
              });
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

  /**
   * Means of the encoder's last states over the tokens of each source, special ones included.
   *
   * @param sources as for {@link #start}; encoded as one batch
   * @return for each source a vector
   * @throws IllegalArgumentException as {@link #start}
   */
  public List<float[]> means(List<int[]> sources) {
    TokenBatch batch = TokenBatch.of(sources, spec());
    enter();
    try (NDManager owner = manager.newSubManager();
        TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      float[] values = served.means(batch, owner).toFloatArray();
      int width = values.length / sources.size();
      return IntStream.range(0, sources.size())
          .mapToObj(i -> Arrays.copyOfRange(values, i * width, (i + 1) * width))
          .toList();
    } catch (EngineException e) {
      throw new ModelException(
          "the encoder failed on %d sources of up to %d tokens: %s"
              .formatted(batch.lengths().length, batch.width(), e.getMessage()),
          e);
    } finally {
      leave();
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
