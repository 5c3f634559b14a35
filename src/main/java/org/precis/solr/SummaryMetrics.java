package org.precis.solr;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.solr.metrics.MetricsMap;
import org.apache.solr.metrics.SolrMetricsContext;
import org.precis.summarize.EngineStatus;
import org.precis.summarize.Summary;

/**
 * What a component counts, in Solr's {@code /admin/metrics}. Thread-safe. The only class that knows
 * Solr's metrics: Solr 10 has others.
 *
 * <p>All are named {@code QUERY.<component>.<type>}, because Solr's Prometheus writer exports no
 * other names of plugins, and of these only the counter {@code requests}, meters and timers. The
 * engines' gauges therefore stand in JSON only, and in the status handler.
 */
final class SummaryMetrics {
  private static final String CATEGORY = "QUERY";

  private final Counter requests;
  private final Timer requestTimes;
  private final Meter summaries;
  private final Meter fallbacks;
  private final Meter timeouts;
  private final Meter skipped;
  private final Meter errors;

  /**
   * Registers the metrics.
   *
   * @param scope the component's name
   * @param engines status of the component's engines; empty before the component has any
   */
  SummaryMetrics(SolrMetricsContext context, String scope, Supplier<List<EngineStatus>> engines) {
    requests = context.counter("requests", CATEGORY, scope);
    requestTimes = context.timer("requestTimes", CATEGORY, scope);
    summaries = context.meter("summaries", CATEGORY, scope);
    fallbacks = context.meter("fallbacks", CATEGORY, scope);
    timeouts = context.meter("timeouts", CATEGORY, scope);
    skipped = context.meter("skipped", CATEGORY, scope);
    errors = context.meter("errors", CATEGORY, scope);
    MetricsMap gauges =
        new MetricsMap(
            map -> {
              for (EngineStatus engine : engines.get()) {
                map.put(engine.name() + ".queued", engine.queued());
                map.put(engine.name() + ".running", engine.running());
                map.put(engine.name() + ".cacheEntries", engine.cacheEntries());
                map.put(engine.name() + ".cacheBytes", engine.cacheBytes());
              }
            });
    context.gauge(gauges, true, "engines", CATEGORY, scope);
  }

  /** A request for summaries was answered here, on a core that holds the hits. */
  void answered(long nanos) {
    requests.inc();
    requestTimes.update(nanos, TimeUnit.NANOSECONDS);
  }

  /** A summary, of whatever kind. */
  void count(Summary summary) {
    switch (summary.status()) {
      case OK, PARTIAL -> summaries.mark();
      case FALLBACK -> fallbacks.mark();
      case SKIPPED -> skipped.mark();
      case ERROR -> errors.mark();
    }
    if (summary.reason().equals(SummaryEntry.TIMEOUT)) {
      timeouts.mark();
    }
  }

  /** A hit without text. */
  void skipped() {
    skipped.mark();
  }

  /** A hit that the request had no time for. */
  void late() {
    errors.mark();
    timeouts.mark();
  }

  /** Something of ours failed unexpectedly. */
  void failed() {
    errors.mark();
  }
}
