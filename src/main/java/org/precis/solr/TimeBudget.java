package org.precis.solr;

import java.util.concurrent.TimeUnit;
import org.apache.solr.common.params.CommonParams;
import org.apache.solr.request.SolrQueryRequest;

/** How much of a request's time its summaries may take. Stateless. */
final class TimeBudget {
  /** Least and most of {@code timeAllowed} that is kept for merging and writing, in ms. */
  private static final long MIN_RESERVE = 20;

  private static final long MAX_RESERVE = 200;
  private static final long RESERVED_FRACTION = 5;

  private TimeBudget() {}

  /**
   * Milliseconds for summaries, now: what the request asks for them, but never beyond what is left
   * of its {@code timeAllowed}.
   */
  static long millis(SolrQueryRequest request, long forSummaries) {
    long timeAllowed = request.getParams().getLong(CommonParams.TIME_ALLOWED, -1);
    return within(timeAllowed, (long) request.getRequestTimer().getTime(), forSummaries);
  }

  static long within(long timeAllowed, long elapsed, long forSummaries) {
    if (timeAllowed < 0) {
      return forSummaries;
    }
    long reserve = Math.max(MIN_RESERVE, Math.min(timeAllowed / RESERVED_FRACTION, MAX_RESERVE));
    return Math.max(0, Math.min(forSummaries, timeAllowed - elapsed - reserve));
  }

  /** The same as a deadline of {@link System#nanoTime()}. */
  static long deadlineNanos(SolrQueryRequest request, long forSummaries) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis(request, forSummaries));
  }
}
