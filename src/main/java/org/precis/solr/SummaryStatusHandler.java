package org.precis.solr;

import java.util.ArrayList;
import java.util.List;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.apache.solr.handler.RequestHandlerBase;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.response.SolrQueryResponse;
import org.apache.solr.security.AuthorizationContext;
import org.precis.summarize.EngineStatus;

/**
 * Shows the node's engines to its operator: model, device, queue, cache, counters, and why a model
 * could not be loaded. Declare it as {@code /summaries/status}. Stateless.
 */
public class SummaryStatusHandler extends RequestHandlerBase {
  @Override
  public void handleRequestBody(SolrQueryRequest request, SolrQueryResponse response) {
    response.setHttpCaching(false);
    List<NamedList<Object>> engines = new ArrayList<>();
    for (SharedEngines.Use use : SharedEngines.of(request.getCoreContainer()).uses()) {
      engines.add(entry(use));
    }
    response.add("engines", engines);
  }

  private static NamedList<Object> entry(SharedEngines.Use use) {
    EngineStatus status = use.status();
    NamedList<Object> entry = new SimpleOrderedMap<>();
    entry.add("name", status.name());
    addText(entry, "model", status.model());
    addText(entry, "tokenizer", status.tokenizer());
    addText(entry, "device", status.device());
    addText(entry, "outputVocabulary", status.outputs());
    addText(entry, "error", status.error());
    entry.add("components", use.leases());

    NamedList<Object> queue = new SimpleOrderedMap<>();
    queue.add("waiting", status.queued());
    queue.add("capacity", status.queueCapacity());
    queue.add("running", status.running());
    entry.add("queue", queue);

    NamedList<Object> cache = new SimpleOrderedMap<>();
    cache.add("entries", status.cacheEntries());
    cache.add("bytes", status.cacheBytes());
    cache.add("hits", status.cacheHits());
    entry.add("cache", cache);

    NamedList<Object> counters = new SimpleOrderedMap<>();
    counters.add("requests", status.requests());
    counters.add("model", status.modelSummaries());
    counters.add("fallbacks", status.fallbacks());
    counters.add("timeouts", status.timeouts());
    counters.add("rejected", status.rejected());
    counters.add("errors", status.errors());
    entry.add("counters", counters);
    return entry;
  }

  private static void addText(NamedList<Object> entry, String name, String value) {
    if (!value.isEmpty()) {
      entry.add(name, value);
    }
  }

  @Override
  public String getDescription() {
    return "Status of the engines that make summaries";
  }

  @Override
  public Name getPermissionName(AuthorizationContext context) {
    return Name.METRICS_READ_PERM;
  }
}
