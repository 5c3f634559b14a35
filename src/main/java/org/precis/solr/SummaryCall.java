package org.precis.solr;

import org.precis.summarize.SummaryEngine;
import org.precis.summarize.SummaryOptions;

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
    SummaryOptions options) {}
