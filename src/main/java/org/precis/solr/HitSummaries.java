package org.precis.solr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.apache.solr.search.DocIterator;
import org.apache.solr.search.DocList;
import org.apache.solr.search.SolrIndexSearcher;
import org.precis.summarize.Summary;
import org.precis.summarize.SummaryJob;
import org.precis.summarize.SummaryRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summarises the hits of a core. All hits are handed to the engine before the first is waited for,
 * so that it can batch them. Whatever fails becomes an entry of the response. Immutable and
 * thread-safe.
 */
final class HitSummaries {
  private static final Logger log = LoggerFactory.getLogger(HitSummaries.class);

  private final HitReader reader;
  private final SummaryMetrics metrics;

  HitSummaries(HitReader reader, SummaryMetrics metrics) {
    this.reader = reader;
    this.metrics = metrics;
  }

  /**
   * The {@code summaries} section for a page of hits.
   *
   * @param query words that the search looks for; empty if nobody asks
   * @param deadlineNanos when the engine shall answer with fallbacks
   * @param stop asked on the calling thread; true ends all waiting
   */
  NamedList<Object> of(
      SummaryCall call,
      SolrIndexSearcher searcher,
      DocList hits,
      String query,
      long deadlineNanos,
      BooleanSupplier stop)
      throws IOException {
    List<Pending> pending = new ArrayList<>();
    NamedList<Object> section = new SimpleOrderedMap<>();
    try {
      for (DocIterator it = hits.iterator(); it.hasNext(); ) {
        int docId = it.nextDoc();
        pending.add(
            pending.size() < call.rows()
                ? submit(call, searcher, docId, query, deadlineNanos, stop)
                : new Done(
                    HitReader.id(searcher, docId), SummaryEntry.skipped(SummaryEntry.BEYOND_ROWS)));
      }
      for (Pending one : pending) {
        section.add(one.id(), one.entry(stop));
      }
    } finally {
      pending.subList(section.size(), pending.size()).forEach(Pending::cancel);
    }
    return section;
  }

  private Pending submit(
      SummaryCall call,
      SolrIndexSearcher searcher,
      int docId,
      String query,
      long deadlineNanos,
      BooleanSupplier stop)
      throws IOException {
    if (stop.getAsBoolean()) {
      metrics.late();
      return new Done(HitReader.id(searcher, docId), SummaryEntry.failed(SummaryEntry.TIMEOUT));
    }
    try {
      Hit hit = reader.read(searcher, docId, call.fields(), call::isBySections);
      if (hit.isBlank()) {
        metrics.skipped();
        return new Done(hit.id(), SummaryEntry.skipped(SummaryEntry.NO_TEXT));
      }
      SummaryRequest request =
          new SummaryRequest(hit.document(), call.options(), deadlineNanos, query);
      return new Running(hit, call, call.engine().submit(request));
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      String id = HitReader.id(searcher, docId);
      return new Done(id, failed(id, e));
    }
  }

  private NamedList<Object> failed(String id, Throwable cause) {
    log.warn("The summary of '{}' failed", id, cause);
    metrics.failed();
    return SummaryEntry.failed(SummaryEntry.INTERNAL);
  }

  /** A hit whose entry is known or under way. */
  private interface Pending {
    String id();

    NamedList<Object> entry(BooleanSupplier stop);

    void cancel();
  }

  private record Done(String id, NamedList<Object> entry) implements Pending {
    @Override
    public NamedList<Object> entry(BooleanSupplier stop) {
      return entry;
    }

    @Override
    public void cancel() {
      // There is nothing to end.
    }
  }

  private final class Running implements Pending {
    private final Hit hit;
    private final SummaryCall call;
    private final SummaryJob job;

    private Running(Hit hit, SummaryCall call, SummaryJob job) {
      this.hit = hit;
      this.call = call;
      this.job = job;
    }

    @Override
    public String id() {
      return hit.id();
    }

    @Override
    public NamedList<Object> entry(BooleanSupplier stop) {
      try {
        Summary summary = job.await(stop);
        metrics.count(summary);
        return SummaryEntry.of(hit, summary, call.options().evidence());
      } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
        return failed(hit.id(), e);
      }
    }

    @Override
    public void cancel() {
      job.cancel();
    }
  }
}
