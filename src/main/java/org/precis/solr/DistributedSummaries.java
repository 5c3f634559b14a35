package org.precis.solr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.params.CommonParams;
import org.apache.solr.common.params.ExpandParams;
import org.apache.solr.common.params.FacetParams;
import org.apache.solr.common.params.GroupParams;
import org.apache.solr.common.params.HighlightParams;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.params.MoreLikeThisParams;
import org.apache.solr.common.params.ShardParams;
import org.apache.solr.common.params.SolrParams;
import org.apache.solr.common.params.SpellingParams;
import org.apache.solr.common.params.StatsParams;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.apache.solr.common.util.StrUtils;
import org.apache.solr.handler.component.ResponseBuilder;
import org.apache.solr.handler.component.SearchComponent;
import org.apache.solr.handler.component.ShardDoc;
import org.apache.solr.handler.component.ShardRequest;
import org.apache.solr.handler.component.ShardResponse;

/**
 * The coordinator's side of a distributed search: once the page of hits is known and its documents
 * are in the response, asks each shard for the summaries of its own hits, and puts them in the
 * order of the hits. Stateless; a request's state lies in its context.
 *
 * <p>Why a stage of its own: a shard that overran its time while it fetches fields would take its
 * documents with it. Why the section is written before any shard has answered: Solr skips {@link
 * #merge} once a limit is reached.
 */
final class DistributedSummaries {
  /** After the documents are in the response. */
  static final int STAGE = ResponseBuilder.STAGE_GET_FIELDS + 500;

  /** A bit that Solr's own purposes leave free. */
  private static final int PURPOSE = 1 << 24;

  private static final String SECTION_KEY = DistributedSummaries.class.getName();

  /** Components that a handler's defaults may switch on, and that have nothing to do here. */
  private static final List<String> SWITCHED_OFF =
      List.of(
          FacetParams.FACET,
          HighlightParams.HIGHLIGHT,
          StatsParams.STATS,
          MoreLikeThisParams.MLT,
          ExpandParams.EXPAND,
          GroupParams.GROUP,
          CommonParams.DEBUG_QUERY,
          SpellingParams.SPELLCHECK_PREFIX.replace(".", ""));

  /** Request id and request handlers. */
  private static final List<String> PASSED_ON = List.of("rid", "qt", ShardParams.SHARDS_QT);

  private DistributedSummaries() {}

  /** True for a shard request of this stage, or a request that no coordinator has sent. */
  static boolean concerns(SolrParams params) {
    return !params.getBool(ShardParams.IS_SHARD, false)
        || isOurs(params.getInt(ShardParams.SHARDS_PURPOSE, 0));
  }

  private static boolean isOurs(int purpose) {
    return (purpose & PURPOSE) != 0;
  }

  /** Keeps the shard requests of other components from summarising. */
  static void modify(ShardRequest request) {
    if (!isOurs(request.purpose)) {
      request.params.set(SummaryParams.SUMMARIZE, false);
    }
  }

  /** Sends the shard requests, when it is time; returns the stage that is wanted next. */
  static int process(ResponseBuilder rb, SearchComponent component, SummaryCall call) {
    if (rb.getStage() < STAGE) {
      return STAGE;
    }
    if (rb.getStage() == STAGE && rb.resultIds != null) {
      tolerateFailingShards(rb);
      List<ShardDoc> hits =
          rb.resultIds.values().stream()
              .sorted(Comparator.comparingInt(hit -> hit.positionInResponse))
              .toList();
      NamedList<Object> section = new SimpleOrderedMap<>();
      Map<String, List<String>> idsByShard = new LinkedHashMap<>();
      for (ShardDoc hit : hits) {
        boolean due = section.size() < call.rows();
        section.add(
            hit.id.toString(),
            due
                ? SummaryEntry.failed(SummaryEntry.UNAVAILABLE)
                : SummaryEntry.skipped(SummaryEntry.BEYOND_ROWS));
        if (due) {
          idsByShard.computeIfAbsent(hit.shard, s -> new ArrayList<>()).add(hit.id.toString());
        }
      }
      rb.rsp.add(SummaryEntry.SECTION, section);
      rb.req.getContext().put(SECTION_KEY, section);
      idsByShard.forEach((shard, ids) -> rb.addRequest(component, request(rb, call, shard, ids)));
    }
    return ResponseBuilder.STAGE_DONE;
  }

  /**
   * From here on a failing shard must cost its summaries only; SearchHandler reads the parameters
   * afresh in every stage. It refuses tolerance together with {@code partialResults=false}, which
   * has been obeyed by now: the documents are complete.
   */
  private static void tolerateFailingShards(ResponseBuilder rb) {
    ModifiableSolrParams params = new ModifiableSolrParams(rb.req.getParams());
    params.set(ShardParams.SHARDS_TOLERANT, true);
    params.set(CommonParams.PARTIAL_RESULTS, true);
    rb.req.setParams(params);
  }

  private static ShardRequest request(
      ResponseBuilder rb, SummaryCall call, String shard, List<String> ids) {
    ModifiableSolrParams params = new ModifiableSolrParams();
    SolrParams original = rb.req.getParams();
    original
        .getParameterNamesIterator()
        .forEachRemaining(
            name -> {
              if (SummaryParams.isOurs(name)) {
                params.set(name, original.getParams(name));
              }
            });
    params.set(SummaryParams.ROWS, ids.size());
    params.set(
        SummaryParams.TIME_ALLOWED,
        Long.toString(TimeBudget.millis(rb.req, call.timeAllowedMillis())));
    String words = QueryWords.of(rb, call);
    if (!words.isEmpty()) {
      params.set(SummaryParams.FOCUS_QUERY, words);
    }
    params.set(CommonParams.PARTIAL_RESULTS, true);
    for (String name : PASSED_ON) {
      params.setNonNull(name, original.get(name));
    }
    SWITCHED_OFF.forEach(name -> params.set(name, false));
    params.set("defType", "lucene");
    params.set(CommonParams.Q, "*:*");
    params.set(CommonParams.FL, rb.req.getSchema().getUniqueKeyField().getName());
    params.set(CommonParams.ROWS, ids.size());
    params.set(ShardParams.IDS, StrUtils.join(ids, ','));

    ShardRequest request = new ShardRequest();
    // Private: no other component's modifyRequest may touch it.
    request.purpose = ShardRequest.PURPOSE_PRIVATE | PURPOSE;
    request.shards = new String[] {shard};
    request.params = params;
    return request;
  }

  /** Puts what a shard has answered into the places of its hits. */
  static void merge(ResponseBuilder rb, ShardRequest request) {
    if (!isOurs(request.purpose)
        || !(rb.req.getContext().get(SECTION_KEY) instanceof NamedList<?> section)) {
      return;
    }
    for (ShardResponse response : request.responses) {
      if (response.getException() == null
          && response.getSolrResponse().getResponse().get(SummaryEntry.SECTION)
              instanceof NamedList<?> answered) {
        replace(section, answered);
      }
    }
  }

  @SuppressWarnings("unchecked") // process() made the section
  private static void replace(NamedList<?> section, NamedList<?> answered) {
    for (Map.Entry<String, ?> entry : answered) {
      int place = section.indexOf(entry.getKey(), 0);
      if (place >= 0) {
        ((NamedList<Object>) section).setVal(place, entry.getValue());
      }
    }
  }
}
