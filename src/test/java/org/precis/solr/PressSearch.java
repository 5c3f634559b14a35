package org.precis.solr;

import java.util.ArrayList;
import java.util.List;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.util.NamedList;

/** Queries, and what is read from their answers. */
final class PressSearch {
  private PressSearch() {}

  /** All documents by id, with summaries; {@code params} are names and values in turn. */
  static SolrQuery query(String... params) {
    SolrQuery query = new SolrQuery("*:*");
    query.setSort("id", SolrQuery.ORDER.asc).setFields("id").set("summarize", true);
    for (int i = 0; i < params.length; i += 2) {
      query.set(params[i], params[i + 1]);
    }
    return query;
  }

  /** The ids of a page. */
  static List<String> ids(QueryResponse response) {
    return response.getResults().stream().map(hit -> (String) hit.get("id")).toList();
  }

  /** The {@code summaries} section. */
  static NamedList<?> summaries(QueryResponse response) {
    return (NamedList<?>) response.getResponse().get("summaries");
  }

  /** The ids that summaries stand under, in order. */
  static List<String> summaryIds(QueryResponse response) {
    List<String> ids = new ArrayList<>();
    summaries(response).forEach((id, entry) -> ids.add(id));
    return ids;
  }

  /** The summary of one hit. */
  static NamedList<?> summary(QueryResponse response, String id) {
    return (NamedList<?>) summaries(response).get(id);
  }

  /** A value of every entry, in order. */
  static List<Object> all(QueryResponse response, String name) {
    List<Object> values = new ArrayList<>();
    summaries(response).forEach((id, entry) -> values.add(((NamedList<?>) entry).get(name)));
    return values;
  }
}
