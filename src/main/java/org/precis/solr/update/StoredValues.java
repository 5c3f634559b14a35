package org.precis.solr.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.embedded.EmbeddedSolrServer;
import org.apache.solr.client.solrj.request.GenericSolrRequest;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.params.CommonParams;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.params.ShardParams;
import org.apache.solr.request.SolrQueryRequest;

/**
 * What the index has of a document that is updated in part. Immutable.
 *
 * <p>It is asked for through {@code /get}, which sees uncommitted updates and, in a cluster, finds
 * the shard.
 */
final class StoredValues {
  /** Of a document that is not in the index, or that nobody needs to look up. */
  static final StoredValues NONE = new StoredValues(Map.of());

  private final Map<FieldRole, List<String>> values;

  private StoredValues(Map<FieldRole, List<String>> values) {
    this.values = values;
  }

  /**
   * Fetches some fields of a document.
   *
   * @param route the update's {@code _route_}; empty if it has none
   * @throws SolrException if the index does not answer
   */
  static StoredValues fetch(
      SolrQueryRequest request,
      String id,
      String route,
      Set<FieldRole> roles,
      DocumentSettings settings) {
    ModifiableSolrParams params = new ModifiableSolrParams();
    params.set("id", id);
    params.set(CommonParams.FL, roles.stream().map(settings::field).toArray(String[]::new));
    if (!route.isEmpty()) {
      params.set(ShardParams._ROUTE_, route);
    }
    SolrDocument stored;
    try (EmbeddedSolrServer core = new EmbeddedSolrServer(request.getCore())) {
      SolrRequest<?> get = new GenericSolrRequest(SolrRequest.METHOD.GET, "/get", params);
      stored = (SolrDocument) core.request(get).get("doc");
    } catch (SolrServerException e) {
      throw new SolrException(ErrorCode.SERVER_ERROR, "/get of document " + id + " failed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (stored == null) {
      return NONE;
    }
    Map<FieldRole, List<String>> values = new EnumMap<>(FieldRole.class);
    for (FieldRole role : roles) {
      values.put(role, FieldText.texts(stored.getFieldValue(settings.field(role))));
    }
    return new StoredValues(values);
  }

  /** The texts of a role's field; empty if it has none, or was not fetched. */
  List<String> texts(FieldRole role) {
    return values.getOrDefault(role, List.of());
  }
}
