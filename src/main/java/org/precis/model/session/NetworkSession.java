package org.precis.model.session;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.precis.model.DecodeSession;
import org.precis.model.ModelException;
import org.precis.model.ModelSpec;
import org.precis.model.Scores;
import org.precis.nn.TensorScope;

/**
 * Decodes a batch step by step with cached keys and values. All its tensors live in a manager of
 * its own, which closing frees. Not thread-safe.
 */
final class NetworkSession implements DecodeSession {
  private final EncoderDecoder network;
  private final NDManager manager;
  private final Runnable onClose;
  private final KeyValueCache cache;
  private SourceMemory memory;
  private int sources;
  private int rowsPerSource = 1;
  private DeviceScores scores;
  private boolean usable = true;
  private boolean closed;

  /**
   * A session with one row a source.
   *
   * @param manager closed with the session
   * @param memory owned by {@code manager}
   * @param onClose run once, after the session's tensors are freed
   */
  NetworkSession(EncoderDecoder network, NDManager manager, SourceMemory memory, Runnable onClose) {
    this.network = network;
    this.manager = manager;
    this.memory = memory;
    this.onClose = onClose;
    cache = network.newCache();
    sources = (int) memory.sources();
  }

  @Override
  public int rows() {
    return sources * rowsPerSource;
  }

  @Override
  public Scores step(int[] lastTokens) {
    begin();
    if (lastTokens.length != rows() || lastTokens.length == 0) {
      throw new IllegalArgumentException(
          "%d tokens for %d rows".formatted(lastTokens.length, rows()));
    }
    ModelSpec spec = network.spec();
    if (cache.positions() >= spec.maxTargetTokens()) {
      throw new IllegalArgumentException(
          "the model decodes at most %d tokens; lower max_length".formatted(cache.positions()));
    }
    for (int row = 0; row < lastTokens.length; row++) {
      TokenBatch.checked(lastTokens[row], spec.targetVocabularySize(), "row", row);
    }
    usable = false; // until all is done: a failure may leave the layers unequal
    try (TensorScope scope = TensorScope.open()) {
      NDArray tokens = index(lastTokens).expandDims(1);
      NDArray logits = network.decode(tokens, cache, memory);
      cache.replaceAll(tensor -> scope.keep(tensor, manager));
      scores = new DeviceScores(scope.keep(logits.squeeze(1), manager));
    } catch (EngineException e) {
      throw new ModelException(
          "decoding step %d of %d rows failed: %s"
              .formatted(cache.positions(), lastTokens.length, e.getMessage()),
          e);
    }
    usable = true;
    return scores;
  }

  @Override
  public void reorder(int[] parents) {
    begin();
    RowOrder order = RowOrder.of(parents, sources, rowsPerSource);
    sources = order.sources().length;
    rowsPerSource = order.rowsPerSource();
    if (order.sameRows() || parents.length == 0) {
      return;
    }
    usable = false;
    try (TensorScope scope = TensorScope.open()) {
      NDArray rowIndex = index(order.parents());
      cache.replaceAll(tensor -> scope.keep(tensor.get(rowIndex), manager));
      if (!order.sameSources()) {
        NDArray sourceIndex = index(order.sources());
        SourceMemory before = memory;
        memory = before.map(tensor -> scope.keep(tensor.get(sourceIndex), manager));
        before.close();
      }
    } catch (EngineException e) {
      throw new ModelException("reordering %d rows failed".formatted(parents.length), e);
    }
    usable = true;
  }

  private NDArray index(int[] values) {
    return manager.create(Arrays.stream(values).asLongStream().toArray());
  }

  /** Ends the life of the last step's scores. */
  private void begin() {
    if (!usable) {
      throw new IllegalStateException("the session is closed, or an earlier call has failed");
    }
    if (scores != null) {
      scores.close();
      scores = null;
    }
  }

  @Override
  public void close() {
    usable = false;
    if (!closed) {
      closed = true;
      manager.close();
      onClose.run();
    }
  }
}
