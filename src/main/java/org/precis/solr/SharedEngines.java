package org.precis.solr;

import java.io.Closeable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.core.CoreContainer;
import org.precis.summarize.EngineConfig;
import org.precis.summarize.EngineStatus;
import org.precis.summarize.SummaryEngine;

/**
 * The engines of a node: one for each configuration, however many cores use it. An engine is opened
 * for the first core that needs it and closed with the last; a reloaded core takes its lease before
 * the old one gives its back, so that a reload keeps the engine. Thread-safe. Lives in the
 * container's object cache, which closes it at shutdown.
 */
final class SharedEngines implements Closeable {
  static final String CACHE_KEY = SharedEngines.class.getName();

  private final Map<EngineConfig, Shared> engines = new ConcurrentHashMap<>();
  private final Function<EngineConfig, SummaryEngine> opener;

  /**
   * Engines that {@code opener} opens; {@link SummaryEngine#open} but in tests, which put their own
   * instance into the object cache before they load a core.
   */
  SharedEngines(Function<EngineConfig, SummaryEngine> opener) {
    this.opener = opener;
  }

  /**
   * The node's engines.
   *
   * @throws SolrException if this class was loaded twice on the node
   */
  static SharedEngines of(CoreContainer container) {
    Object shared =
        container
            .getObjectCache()
            .computeIfAbsent(CACHE_KEY, key -> new SharedEngines(SummaryEngine::open));
    if (shared instanceof SharedEngines engines) {
      return engines;
    }
    throw new SolrException(
        ErrorCode.SERVER_ERROR,
        "Two class loaders of this node have loaded Précis ("
            + SharedEngines.class.getClassLoader()
            + " and "
            + shared.getClass().getClassLoader()
            + "), but native libraries can be loaded once only: put its jars into SOLR_HOME/lib"
            + " instead of the lib folders of cores");
  }

  /** Opens or shares the engine of a configuration, until the lease is closed. */
  Lease lease(EngineConfig config) {
    Shared shared =
        engines.compute(
            config,
            (key, known) ->
                known == null
                    ? new Shared(opener.apply(key), 1)
                    : new Shared(known.engine, known.leases + 1));
    return new Lease(shared.engine);
  }

  /** Every open engine, by name. */
  List<Use> uses() {
    return engines.values().stream()
        .map(shared -> new Use(shared.engine.status(), shared.leases))
        .sorted(Comparator.comparing(use -> use.status().name()))
        .toList();
  }

  @Override
  public void close() {
    engines.keySet().forEach(config -> engines.computeIfPresent(config, (key, s) -> s.close()));
  }

  private void giveBack(SummaryEngine engine) {
    engines.computeIfPresent(
        engine.config(),
        (key, shared) ->
            shared.leases > 1 ? new Shared(shared.engine, shared.leases - 1) : shared.close());
  }

  /**
   * An open engine and how many components use it.
   *
   * @param status what it does now
   * @param leases components that use it
   */
  record Use(EngineStatus status, int leases) {}

  /** The right to use an engine. Closing it twice does nothing. */
  final class Lease implements Closeable {
    private final SummaryEngine engine;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(SummaryEngine engine) {
      this.engine = engine;
    }

    SummaryEngine engine() {
      return engine;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        giveBack(engine);
      }
    }
  }

  private record Shared(SummaryEngine engine, int leases) {
    /** Closes the engine; null takes it out of the map. */
    Shared close() {
      engine.close();
      return null;
    }
  }
}
