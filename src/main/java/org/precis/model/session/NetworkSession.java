package org.precis.model.session;

import ai.djl.engine.EngineException;
import org.precis.model.DecodeSession;
import org.precis.model.ModelException;
import org.precis.model.ModelSpec;
import org.precis.model.Scores;
import org.precis.nn.TensorScope;

/**
 * Decodes a batch step by step: checks calls, keeps count of rows, and says when scores end. Not
 * thread-safe.
 */
final class NetworkSession implements DecodeSession {
  private final ModelSpec spec;
  private final DecoderState state;
  private final Runnable onClose;
  private int sources;
  private int rowsPerSource = 1;
  private DeviceScores scores;
  private boolean usable = true;
  private boolean closed;

  /**
   * A session with one row a source.
   *
   * @param state closed with the session
   * @param sources number of sources
   * @param onClose run once, after the state is closed; frees the rest of the session's tensors
   */
  NetworkSession(ModelSpec spec, DecoderState state, int sources, Runnable onClose) {
    this.spec = spec;
    this.state = state;
    this.sources = sources;
    this.onClose = onClose;
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
    if (state.positions() >= spec.maxTargetTokens()) {
      throw new IllegalArgumentException(
          "the model decodes at most %d tokens; lower max_length".formatted(state.positions()));
    }
    for (int row = 0; row < lastTokens.length; row++) {
      TokenBatch.checked(lastTokens[row], spec.targetVocabularySize(), "row", row);
    }
    usable = false; // until all is done: a failure may leave the layers unequal
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      scores = new DeviceScores(state.step(lastTokens), state.outputs());
    } catch (EngineException e) {
      throw new ModelException(
          "decoding step %d of %d rows failed: %s"
              .formatted(state.positions(), lastTokens.length, e.getMessage()),
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
      scope.suppressNotUsedWarning();
      state.reorder(order);
    } catch (EngineException e) {
      throw new ModelException("reordering %d rows failed".formatted(parents.length), e);
    }
    usable = true;
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
      if (scores != null) {
        scores.close();
      }
      state.close();
      onClose.run();
    }
  }
}
