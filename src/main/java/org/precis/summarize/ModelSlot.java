package org.precis.summarize;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine's model: none, being loaded, there, or unusable. Loading happens on a thread of its
 * own, so that neither a search nor the start of a core waits for it. Thread-safe.
 */
final class ModelSlot implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelSlot.class);

  private final EngineConfig config;
  private final Thread loader;
  private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
  private ModelSummarizer model;
  private String error = "";
  private boolean loading;
  private boolean closed;

  ModelSlot(EngineConfig config, LanguageTools tools, Supplier<LoadedModel> source) {
    this.config = config;
    this.loading = config.hasModel();
    this.loader = new Thread(() -> load(tools, source), "precis-load-" + config.name());
    if (loading) {
      loader.setDaemon(true);
      loader.setContextClassLoader(ModelSlot.class.getClassLoader());
      loader.start();
    }
  }

  private void load(LanguageTools tools, Supplier<LoadedModel> source) {
    ModelSummarizer made = null;
    String problem = "";
    LoadedModel loaded = null;
    try {
      loaded = source.get();
      made = new ModelSummarizer(config, loaded, tools);
    } catch (Throwable e) {
      // Whatever it was, the engine goes on without a model and says so.
      problem = e.getMessage() == null ? e.toString() : e.getMessage();
      if (e instanceof ModelFormatException) {
        log.error("Engine '{}' has no model: {}", config.name(), problem);
      } else {
        log.error("Engine '{}' has no model", config.name(), e);
      }
      if (loaded != null) {
        loaded.close();
      }
    }
    settle(made, problem);
  }

  private synchronized void settle(ModelSummarizer made, String problem) {
    loading = false;
    error = problem;
    if (closed && made != null) {
      made.close();
    } else {
      model = made;
    }
    notifyAll();
  }

  /** What {@code user} makes of the model, if it is there; the model is not closed meanwhile. */
  <T> Optional<T> apply(Function<ModelSummarizer, T> user) {
    inUse.readLock().lock();
    try {
      return model().map(user);
    } finally {
      inUse.readLock().unlock();
    }
  }

  /** The model, if it is there; for those who know that it is not closed meanwhile. */
  synchronized Optional<ModelSummarizer> model() {
    return Optional.ofNullable(model);
  }

  /** Why there is no model. */
  synchronized String absence() {
    if (closed) {
      return Reasons.CLOSED;
    }
    if (loading) {
      return Reasons.LOADING;
    }
    return config.hasModel() ? Reasons.MODEL_UNUSABLE : Reasons.NO_MODEL;
  }

  /** What went wrong when the model was loaded; empty if nothing did. */
  synchronized String error() {
    return error;
  }

  /** Waits until the model is there or cannot be; false if that takes longer. */
  synchronized boolean await(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    while (loading) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Waits for those who use the model, and frees it. */
  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      closeModel();
    } finally {
      inUse.writeLock().unlock();
    }
  }

  private synchronized void closeModel() {
    closed = true;
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
