package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.PressSearch.all;
import static org.precis.solr.PressSearch.ids;
import static org.precis.solr.PressSearch.query;
import static org.precis.solr.PressSearch.summaries;
import static org.precis.solr.PressSearch.summary;
import static org.precis.solr.PressSearch.summaryIds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.apache.solr.embedded.JettySolrRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** SolrCloud with 2 shards × 2 replicas. The test that stops a node runs last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CloudSolrTest {
  private static final String SHARDED = "press";
  private static final String SINGLE = "single";
  private static final int ITEMS = 30;

  @TempDir static Path directory;
  private static MiniSolrCloudCluster cluster;
  private static CloudSolrClient solr;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        new MiniSolrCloudCluster.Builder(2, directory)
            .addConfig("press", PressHome.configset())
            .configure();
    solr = cluster.getSolrClient();
    create(SHARDED, 2, 2);
    create(SINGLE, 1, 1);
    PressDocs.index(solr, SHARDED, ITEMS);
    solr.add(
        SHARDED,
        PressDocs.document(
            "comma,id",
            "A short item on the market hall. It opens in May, after two years of repairs."));
    solr.commit(SHARDED);
    PressDocs.index(solr, SINGLE, 4);
  }

  private static void create(String collection, int shards, int replicas) throws Exception {
    CollectionAdminRequest.createCollection(collection, "press", shards, replicas).process(solr);
    cluster.waitForActiveCollection(collection, shards, shards * replicas);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.shutdown();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  private static QueryResponse search(String... params) throws Exception {
    return solr.query(SHARDED, query(params));
  }

  @Test
  void summariesOfAllShardsStandInTheOrderOfTheHits() throws Exception {
    QueryResponse response =
        search(
            "sort",
            "number desc",
            "q",
            "number:*",
            "rows",
            "12",
            "summarize.rows",
            "9",
            "fl",
            "id,[shard]");

    assertEquals(ids(response), summaryIds(response));
    Set<Object> shards = new HashSet<>();
    response.getResults().forEach(hit -> shards.add(hit.get("[shard]")));
    assertEquals(2, shards.size());
    List<Object> expected = new ArrayList<>(Collections.nCopies(9, "ok"));
    expected.addAll(Collections.nCopies(3, "skipped"));
    assertEquals(expected, all(response, "status"));
    assertTrue(summary(response, "d29").get("text").toString().contains("29"));
    assertNull(response.getHeader().get("partialResults"), response.getHeader()::toString);
  }

  @Test
  void theDocumentsAreThoseOfTheSameSearchWithoutSummaries() throws Exception {
    for (String sort : List.of("id asc", "number desc", "score desc, id asc")) {
      String[] params = {"q", "plan OR market", "sort", sort, "fl", "*,score", "rows", "20"};
      SolrQuery without = query(params);
      without.remove("summarize");
      assertEquals(
          solr.query(SHARDED, without).getResults().toString(),
          search(params).getResults().toString());
    }
  }

  @Test
  void everyKindOfPageIsSummarised() throws Exception {
    assertEquals(0, summaries(search("rows", "0")).size());
    assertEquals(0, summaries(search("start", "5000")).size());
    assertEquals(List.of("d27", "d28"), summaryIds(search("start", "28", "rows", "2")));
    assertEquals(List.of("comma,id"), summaryIds(search("q", "id:\"comma,id\"")));
    assertEquals("ok", summary(search("q", "id:\"comma,id\""), "comma,id").get("status"));
    assertEquals(List.of("d02"), summaryIds(search("q", "number:2", "fl", "title")));
    for (String[] params :
        new String[][] {
          {"cursorMark", "*", "rows", "3"},
          {"distrib.singlePass", "true", "rows", "3"},
          {"shards", "shard1", "rows", "3"},
          {"fl", "id,score", "rows", "3"},
          {"q", "plan", "hl", "true", "hl.fl", "body", "facet", "true", "facet.field", "topic"},
          {"fq", "{!collapse field=topic}", "expand", "true", "q", "topic:harbour"},
          {"debug", "true", "rows", "3"}
        }) {
      QueryResponse response = search(params);
      assertEquals(ids(response), summaryIds(response), () -> List.of(params).toString());
      assertTrue(response.getResults().size() > 0, () -> List.of(params).toString());
      assertEquals("ok", all(response, "status").get(0), () -> List.of(params).toString());
    }
  }

  @Test
  void groupedHitsAreSummarised() throws Exception {
    for (String main : List.of("true", "false")) {
      QueryResponse response =
          search(
              "q",
              "number:*",
              "sort",
              "number asc",
              "group",
              "true",
              "group.field",
              "topic",
              "group.main",
              main,
              "rows",
              "3");
      assertEquals(List.of("d00", "d01", "d02"), summaryIds(response));
      assertEquals(Collections.nCopies(3, "ok"), all(response, "status"));
    }
  }

  @Test
  void aHandlerThatSwitchesEverythingOnIsSummarisedOnce() throws Exception {
    SolrQuery query = query("rows", "4", "q", "plan", "qt", "/busy");
    QueryResponse response = solr.query(SHARDED, query);

    assertEquals(ids(response), summaryIds(response));
    assertEquals(Collections.nCopies(4, "ok"), all(response, "status"));
    assertEquals(4, response.getHighlighting().size());
    assertEquals(3, response.getFacetField("topic").getValueCount());
  }

  @Test
  void aSingleShardAnswersOnAnyNode() throws Exception {
    for (JettySolrRunner node : cluster.getJettySolrRunners()) {
      try (SolrClient client = client(node)) {
        for (String shortCircuit : List.of("true", "false")) {
          QueryResponse response = client.query(SINGLE, query("shortCircuit", shortCircuit));
          assertEquals(List.of("d00", "d01", "d02", "d03"), summaryIds(response));
          assertEquals(Collections.nCopies(4, "ok"), all(response, "status"));
        }
        QueryResponse local = client.query(SHARDED, query("distrib", "false", "rows", "2"));
        assertEquals(ids(local), summaryIds(local));
      }
    }
  }

  @Test
  void theCapsHoldForWhoeverClaimsToBeAShard() throws Exception {
    try (SolrClient client = client(cluster.getJettySolrRunner(0))) {
      SolrQuery request =
          query(
              "isShard",
              "true",
              "distrib",
              "false",
              "shards.purpose",
              Integer.toString(1 << 24 | 1),
              "ids",
              "d00",
              "summarize.rows",
              "51");
      SolrException e = assertThrows(SolrException.class, () -> client.query(SHARDED, request));
      assertEquals(400, e.code());
      // A shard request of another component is not summarised at all.
      request.set("shards.purpose", 64).set("summarize.rows", 1);
      assertNull(summaries(client.query(SHARDED, request)));
    }
  }

  @Test
  void mistakesAreRefusedByTheCoordinator() {
    SolrException e =
        assertThrows(SolrException.class, () -> search("summarize.engine", "none such"));
    assertEquals(400, e.code());
    assertTrue(e.getMessage().contains("configured are first"), e.getMessage());
  }

  @Test
  void aSearchThatWantsNoPartialResultsIsSummarisedToo() throws Exception {
    QueryResponse response = search("partialResults", "false", "rows", "3");
    assertEquals(ids(response), summaryIds(response));
    assertEquals(Collections.nCopies(3, "ok"), all(response, "status"));
  }

  @Test
  void shardsThatKnowNothingOfSummariesCostThemOnly() throws Exception {
    // A handler that is sent to the shards instead of the one with the component.
    QueryResponse response = search("rows", "4", "shards.qt", "/plain");

    assertEquals(4, response.getResults().size());
    assertEquals(ids(response), summaryIds(response));
    assertEquals(Collections.nCopies(4, "error"), all(response, "status"));
    assertEquals(Collections.nCopies(4, "unavailable"), all(response, "reason"));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aStoppedNodeCostsNothingWhileEveryShardHasAReplica() throws Exception {
    JettySolrRunner stopped = cluster.getJettySolrRunner(1);
    cluster.stopJettySolrRunner(stopped);
    cluster.waitForJettyToStop(stopped);
    try (SolrClient client = client(cluster.getJettySolrRunner(0))) {
      QueryResponse response = client.query(SHARDED, query("rows", "8", "summarize.rows", "8"));
      assertEquals(ids(response), summaryIds(response));
      assertEquals(Collections.nCopies(8, "ok"), all(response, "status"));
    }
  }

  private static SolrClient client(JettySolrRunner node) {
    return new Http2SolrClient.Builder(node.getBaseUrl().toString()).build();
  }
}
