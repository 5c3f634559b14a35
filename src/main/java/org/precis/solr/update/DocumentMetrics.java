package org.precis.solr.update;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.solr.metrics.SolrMetricsContext;

/**
 * What a processor counts, in Solr's {@code /admin/metrics}: {@code
 * UPDATE.documentProcessor.requests} documents, and for each step the documents that it failed on,
 * such as {@code UPDATE.documentProcessor.parseErrors}. Solr's Prometheus writer exports names of
 * this form only. The only class here that knows Solr's metrics: Solr 10 has others. Thread-safe.
 */
final class DocumentMetrics {
  static final String SCOPE = "documentProcessor";

  private static final String CATEGORY = "UPDATE";

  private final Counter documents;
  private final Map<Step, Meter> errors = new EnumMap<>(Step.class);

  /** Registers the metrics; processors of one core share them. */
  DocumentMetrics(SolrMetricsContext context) {
    documents = context.counter("requests", CATEGORY, SCOPE);
    for (Step step : Step.values()) {
      errors.put(step, context.meter(step.label() + "Errors", CATEGORY, SCOPE));
    }
  }

  /** A document went through. */
  void processed() {
    documents.inc();
  }

  /** A step failed on a document. */
  void failed(Step step) {
    errors.get(step).mark();
  }
}
