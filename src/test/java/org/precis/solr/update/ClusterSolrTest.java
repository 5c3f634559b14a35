package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.update.IndexedDocs.document;
import static org.precis.solr.update.IndexedDocs.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.cloud.Replica;
import org.apache.solr.common.cloud.Slice;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.apache.solr.embedded.JettySolrRunner;
import org.apache.solr.metrics.SolrMetricManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.cli.SolrHome;

/** SolrCloud with 2 shards × 2 replicas. */
class ClusterSolrTest {
  private static final String COLLECTION = "docs";
  private static final String BODY = "# A\n\nOtters doze.\n\n# B\n\nSeals sing.";
  private static final int DOCUMENTS = 20;

  @TempDir static Path directory;
  private static MiniSolrCloudCluster cluster;
  private static IndexedDocs docs;

  @BeforeAll
  static void start() throws Exception {
    Path configset = directory.resolve("configset");
    SolrHome.copyConfigset(configset);
    cluster =
        new MiniSolrCloudCluster.Builder(2, directory.resolve("cluster"))
            .withSolrXml(
                MiniSolrCloudCluster.DEFAULT_CLOUD_SOLR_XML.replace(
                    "${metricsEnabled:false}", "true"))
            .addConfig("precis", IndexServer.edit(configset, UnaryOperator.identity()))
            .configure();
    SolrClient solr = cluster.getSolrClient();
    CollectionAdminRequest.createCollection(COLLECTION, "precis", 2, 2).process(solr);
    cluster.waitForActiveCollection(COLLECTION, 2, 4);
    docs = new IndexedDocs(solr, COLLECTION);
    docs.add(items("d", "keep"));
  }

  private static SolrInputDocument[] items(String prefix, String category) {
    List<SolrInputDocument> items = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      items.add(
          document(prefix + i, "body", BODY, "title", "T" + i, "lang", "en", "category", category));
    }
    return items.toArray(SolrInputDocument[]::new);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.shutdown();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  /** A client that knows one node only, which has to pass on what is another's. */
  private static SolrClient node(int number) {
    return new Http2SolrClient.Builder(cluster.getJettySolrRunner(number).getBaseUrl().toString())
        .build();
  }

  private static Iterable<Slice> shards() {
    return cluster.getZkStateReader().getClusterState().getCollection(COLLECTION).getSlices();
  }

  /** Everything that a replica has, by id. */
  private static Map<String, String> content(Replica replica, String query) throws Exception {
    Map<String, String> content = new TreeMap<>();
    try (SolrClient client = new Http2SolrClient.Builder(replica.getBaseUrl()).build()) {
      SolrQuery all = new SolrQuery(query);
      all.setRows(1000).set("qt", IndexedDocs.HANDLER).set("distrib", false);
      for (SolrDocument hit : client.query(replica.getCoreName(), all).getResults()) {
        content.put((String) hit.get("id"), new TreeMap<>(hit).toString());
      }
    }
    return content;
  }

  private static void assertReplicasAgree() throws Exception {
    for (Slice shard : shards()) {
      List<Map<String, String>> contents = new ArrayList<>();
      for (Replica replica : shard.getReplicas()) {
        contents.add(content(replica, "*:*"));
      }
      assertEquals(contents.get(0), contents.get(1), shard.getName());
    }
  }

  @Test
  void sectionsStandOnTheirParentsShard() throws Exception {
    int filled = 0;
    for (Slice shard : shards()) {
      for (Replica replica : shard.getReplicas()) {
        List<String> ids =
            List.copyOf(content(replica, "category:keep OR heading_txt_en:*").keySet());
        List<String> roots = ids.stream().filter(id -> id.matches("d\\d+")).toList();
        for (String root : roots) {
          assertTrue(ids.containsAll(List.of(root + "/0", root + "/1")), root);
        }
        assertEquals(3L * roots.size(), ids.stream().filter(id -> id.startsWith("d")).count());
        filled += roots.isEmpty() ? 0 : 1;
      }
    }
    assertEquals(4, filled);
    assertReplicasAgree();
    assertEquals(2 * DOCUMENTS, docs.query("id:d*/*").size());
  }

  private static long processed() {
    long processed = 0;
    for (JettySolrRunner node : cluster.getJettySolrRunners()) {
      SolrMetricManager metrics = node.getCoreContainer().getMetricManager();
      for (String registry : metrics.registryNames("solr\\.core\\.docs\\..*")) {
        processed +=
            metrics
                .registry(registry)
                .getCounters()
                .get("UPDATE." + DocumentMetrics.SCOPE + ".requests")
                .getCount();
      }
    }
    return processed;
  }

  @Test
  void aDocumentIsProcessedOnceWhereverItIsSent() throws Exception {
    long before = processed();
    for (int i = 0; i < 2; i++) {
      try (SolrClient node = node(i)) {
        node.add(COLLECTION, List.of(items("once", "once")));
        node.commit(COLLECTION);
      }
    }
    assertEquals(before + 2 * DOCUMENTS, processed());
    assertEquals(3 * DOCUMENTS, docs.query("id:once*").size());
    assertReplicasAgree();
  }

  @Test
  void anAtomicUpdateFindsItsDocumentFromAnyNode() throws Exception {
    docs.add(items("atom", "atom"));
    for (int i = 0; i < DOCUMENTS; i++) {
      try (SolrClient node = node(i % 2)) {
        // The body and the title are read from the index, wherever they are.
        node.add(COLLECTION, document("atom" + i, "lang", set("de")));
      }
    }
    docs.client().commit(COLLECTION);

    for (int i = 0; i < DOCUMENTS; i++) {
      SolrDocument root = docs.root("atom" + i);
      assertNull(root.get("precis_error_s"));
      assertEquals("T" + i, root.get("title_txt_de"));
      assertNull(root.get("body_txt_en"));
      assertEquals(
          List.of("Otters doze.", "Seals sing."), docs.sectionFields("atom" + i, "text_txt_de"));
    }
    assertReplicasAgree();
  }

  @Test
  void deletionsTakeSectionsAlongOnEveryReplica() throws Exception {
    docs.add(items("gone", "it's gone"));
    docs.add(items("byid", "byid"));
    try (SolrClient node = node(1)) {
      node.deleteByQuery(COLLECTION, "category:\"it's gone\"");
      for (int i = 0; i < DOCUMENTS; i++) {
        node.deleteById(COLLECTION, "byid" + i);
      }
      node.commit(COLLECTION);
    }

    assertEquals("[]", docs.ids("id:gone* id:byid*").toString());
    for (Slice shard : shards()) {
      for (Replica replica : shard.getReplicas()) {
        assertEquals(Map.of(), content(replica, "id:gone* id:byid*"), replica.getName());
      }
    }
    assertEquals(3 * DOCUMENTS, docs.query("id:d*").size());
  }

  @Test
  void aRouteInTheIdIsKept() throws Exception {
    for (String tenant : List.of("red", "blue", "green")) {
      new UpdateRequest()
          .add(document(tenant + "!1", "body", BODY, "lang", "en"))
          .process(docs.client(), COLLECTION);
    }
    docs.client().add(COLLECTION, document("green!1", "lang", set("de")));
    docs.client().commit(COLLECTION);

    for (String tenant : List.of("red", "blue", "green")) {
      String id = tenant + "!1";
      assertEquals(List.of(id + "/0", id + "/1"), docs.sectionFields(id, "id"));
      assertEquals(
          2,
          docs.query("_nest_path_:\"/sections\" AND _root_:\"" + id + "\"", "_route_", tenant + "!")
              .size());
    }
    assertEquals("Otters doze.", docs.sectionFields("green!1", "text_txt_de").get(0));
    assertReplicasAgree();
  }
}
