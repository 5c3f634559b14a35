package org.precis.solr;

import org.precis.summarize.SummaryEngine;
import org.precis.summarize.SummaryOptions;
import org.precis.text.Document;

/**
 * A validated request for summaries. Immutable.
 *
 * @param engine the engine that makes them
 * @param fields where documents are read from
 * @param rows hits that are summarised
 * @param timeAllowedMillis what the request asks for, not yet cut to its {@code timeAllowed}
 * @param options what each summary shall be like
 */
record SummaryCall(
    SummaryEngine engine,
    HitFields fields,
    int rows,
    long timeAllowedMillis,
    SummaryOptions options) {

  /** True if a document is, or is likely to be, summarised by its sections. */
  boolean isBySections(Document document) {
    return switch (options.mode()) {
      case SECTIONS -> true;
      case AUTO -> engine.config().sections().isDue(document);
      case CROSSLINGUAL, EXTRACTIVE -> false;
    };
  }
}
