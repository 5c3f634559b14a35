package org.precis.summarize;

import java.io.Closeable;

/**
 * Makes summaries: a bounded queue, batches by length, deadlines, one computation for equal
 * requests, a cache. Thread-safe. One engine owns its model; closing frees it.
 */
public final class SummaryEngine implements Closeable {
  private final EngineConfig config;

  private SummaryEngine(EngineConfig config) {
    this.config = config;
  }

  /**
   * Opens an engine. Never fails because of a model: an engine whose model cannot be loaded answers
   * with fallbacks, and its status says why.
   */
  public static SummaryEngine open(EngineConfig config) {
    return new SummaryEngine(config);
  }

  /** The engine's configuration. */
  public EngineConfig config() {
    return config;
  }

  /**
   * Starts a summary. Never blocks and never throws for a full queue: the job says {@code busy}.
   */
  public SummaryJob submit(SummaryRequest request) {
    throw new UnsupportedOperationException(request + " cannot be summarised yet");
  }

  /** What the engine does now. */
  public EngineStatus status() {
    return new EngineStatus(config.name(), "", "", "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {
    // The model is freed here.
  }
}
