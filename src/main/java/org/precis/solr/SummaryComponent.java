package org.precis.solr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.apache.solr.core.CloseHook;
import org.apache.solr.core.SolrCore;
import org.apache.solr.handler.component.ResponseBuilder;
import org.apache.solr.handler.component.SearchComponent;
import org.apache.solr.handler.component.ShardRequest;
import org.apache.solr.metrics.SolrMetricsContext;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.search.QueryLimits;
import org.apache.solr.util.plugin.SolrCoreAware;
import org.precis.summarize.EngineConfig;
import org.precis.summarize.SummaryEngine;
import org.precis.text.DocumentParser;
import org.precis.text.OpenNlpLanguageDetector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds a summary of each hit to a search with {@code summarize=true}. Declare it in solrconfig.xml
 * ({@link ComponentSettings} lists what it takes) and name it in a search handler's {@code
 * last-components}. Thread-safe. Engines are shared by all cores of a node and closed with the last
 * core that uses them.
 *
 * <p>A request that is wrong gets a 400; after that a search never fails because of a summary.
 */
public class SummaryComponent extends SearchComponent implements SolrCoreAware {
  private static final Logger log = LoggerFactory.getLogger(SummaryComponent.class);
  private static final String CALL_KEY = SummaryCall.class.getName();

  private final List<SharedEngines.Lease> leases = new CopyOnWriteArrayList<>();
  private ComponentSettings settings;
  private SummaryMetrics metrics;
  private SummaryCallParser parser;
  private HitSummaries summaries;

  @Override
  public void init(NamedList<?> args) {
    try {
      settings = ComponentSettings.parse(args);
    } catch (IllegalArgumentException e) {
      throw new SolrException(
          ErrorCode.SERVER_ERROR, "summarize component in solrconfig.xml: " + e.getMessage(), e);
    }
  }

  @Override
  public void initializeMetrics(SolrMetricsContext parent, String scope) {
    super.initializeMetrics(parent, scope);
    metrics =
        new SummaryMetrics(
            solrMetricsContext,
            scope,
            () -> leases.stream().map(lease -> lease.engine().status()).toList());
  }

  @Override
  public void inform(SolrCore core) {
    requireUniqueKey(core);
    warnOfUnreadableFields(core);
    core.addCloseHook(
        new CloseHook() {
          @Override
          public void postClose(SolrCore closed) {
            leases.forEach(SharedEngines.Lease::close);
          }
        });
    SharedEngines shared = SharedEngines.of(core.getCoreContainer());
    Map<String, SummaryEngine> engines = new LinkedHashMap<>();
    for (EngineConfig config : settings.engines()) {
      SharedEngines.Lease lease = shared.lease(config);
      leases.add(lease);
      engines.put(config.name(), lease.engine());
    }
    parser = new SummaryCallParser(settings, engines);
    summaries =
        new HitSummaries(
            new HitReader(new DocumentParser(), new OpenNlpLanguageDetector()), metrics);
  }

  private static void requireUniqueKey(SolrCore core) {
    if (core.getLatestSchema().getUniqueKeyField() == null) {
      throw new SolrException(
          ErrorCode.SERVER_ERROR,
          "summarize component: summaries are listed by the unique key, but the schema of core '"
              + core.getName()
              + "' has none; add a <uniqueKey>");
    }
  }

  private void warnOfUnreadableFields(SolrCore core) {
    for (String field : settings.fields().text()) {
      var known = core.getLatestSchema().getFieldOrNull(field);
      if (known == null || !known.stored()) {
        log.warn(
            "Field '{}' {}, so that hits have no text to summarise; store it, or change 'fl' of the"
                + " summarize component",
            field,
            known == null ? "is not in the schema" : "is not stored");
      }
    }
  }

  @Override
  public void prepare(ResponseBuilder rb) {
    SolrQueryRequest request = rb.req;
    if (request.getParams().getBool(SummaryParams.SUMMARIZE, false)
        && DistributedSummaries.concerns(request.getParams())) {
      request.getContext().put(CALL_KEY, parser.parse(request.getParams(), request.getSchema()));
      rb.setNeedDocList(true);
    }
  }

  /** The call of a request that prepare() has found to want summaries, else null. */
  private static SummaryCall callOf(ResponseBuilder rb) {
    return (SummaryCall) rb.req.getContext().get(CALL_KEY);
  }

  @Override
  public void process(ResponseBuilder rb) {
    SummaryCall call = callOf(rb);
    if (call == null || rb.getResults() == null || rb.getResults().docList == null) {
      return;
    }
    long start = System.nanoTime();
    QueryLimits limits = QueryLimits.getCurrentLimits();
    try {
      rb.rsp.add(
          SummaryEntry.SECTION,
          summaries.of(
              call,
              rb.req.getSearcher(),
              rb.getResults().docList,
              QueryWords.of(rb, call),
              TimeBudget.deadlineNanos(rb.req, call.timeAllowedMillis()),
              limits::shouldExit));
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      failed(e);
      rb.rsp.add(SummaryEntry.SECTION, new SimpleOrderedMap<>());
    }
    metrics.answered(System.nanoTime() - start);
    if (limits.shouldExit() && SolrQueryRequest.allowPartialResults(rb.req.getParams())) {
      rb.rsp.setPartialResults(rb.req);
      rb.rsp.addPartialResponseDetail(limits.formatExceptionMessage("summarize"));
    }
  }

  @Override
  public void modifyRequest(ResponseBuilder rb, SearchComponent who, ShardRequest request) {
    if (callOf(rb) != null) {
      DistributedSummaries.modify(request);
    }
  }

  @Override
  public int distributedProcess(ResponseBuilder rb) {
    SummaryCall call = callOf(rb);
    if (call == null) {
      return ResponseBuilder.STAGE_DONE;
    }
    try {
      return DistributedSummaries.process(rb, this, call);
    } catch (RuntimeException e) {
      failed(e);
      return ResponseBuilder.STAGE_DONE;
    }
  }

  @Override
  public void handleResponses(ResponseBuilder rb, ShardRequest request) {
    try {
      if (callOf(rb) != null) {
        DistributedSummaries.merge(rb, request);
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(Throwable cause) {
    log.warn("The summaries of a search failed", cause);
    metrics.failed();
  }

  @Override
  public String getDescription() {
    return "Summaries of search hits";
  }
}
