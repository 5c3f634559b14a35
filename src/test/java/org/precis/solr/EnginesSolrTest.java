package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.PressSearch.all;
import static org.precis.solr.PressSearch.ids;
import static org.precis.solr.PressSearch.query;
import static org.precis.solr.PressSearch.summary;
import static org.precis.solr.PressSearch.summaryIds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.request.CoreAdminRequest;
import org.apache.solr.client.solrj.request.GenericSolrRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.ModelException;

/**
 * Engines behind a standalone Solr: a model that answers, fails, dawdles, and what becomes of it
 * when cores come and go. The test that unloads the cores runs last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnginesSolrTest {
  private static final String CORE = "press";
  private static final int CLIENTS = 200;
  private static final int QUEUE = 32;
  private static final int MOST_IN_A_BATCH = 8;

  @TempDir static Path home;
  private static final PlayedModel model = new PlayedModel();
  private static PressServer server;
  private static SolrClient solr;

  @BeforeAll
  static void start() throws Exception {
    server = PressServer.start(PressHome.create(home));
    server
        .jetty()
        .getCoreContainer()
        .getObjectCache()
        .put(SharedEngines.CACHE_KEY, model.engines());
    solr = server.client();
    create(CORE);
    PressDocs.index(solr, CORE, CLIENTS);
  }

  private static void create(String core) throws Exception {
    CoreAdminRequest.Create create = new CoreAdminRequest.Create();
    create.setCoreName(core);
    create.setInstanceDir(core);
    create.setConfigSet("press");
    create.process(solr);
  }

  @AfterEach
  void calm() {
    model.calm();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  /** A search whose summaries are the model's, and never the cache's. */
  private static SolrQuery played(String... params) {
    SolrQuery query = query(params);
    query.set("summarize.engine", "played").set("summarize.cache", "false");
    return query;
  }

  /** Searches while the model is in a mood, and expects the documents of the plain search. */
  private static QueryResponse search(SolrQuery query) throws Exception {
    SolrQuery plain = query.getCopy();
    plain.remove("summarize");
    List<String> expected = ids(solr.query(CORE, plain));
    QueryResponse response = solr.query(CORE, query);
    assertEquals(expected, ids(response));
    assertEquals(expected, summaryIds(response));
    return response;
  }

  private static void expectFallback(QueryResponse response, String reason) {
    int hits = response.getResults().size();
    assertEquals(Collections.nCopies(hits, "fallback"), all(response, "status"));
    assertEquals(Collections.nCopies(hits, reason), all(response, "reason"));
    assertEquals(Collections.nCopies(hits, "extractive"), all(response, "source"));
    all(response, "text").forEach(text -> assertTrue(!text.toString().isEmpty()));
  }

  @Test
  void theModelsSummaryIsWritten() throws Exception {
    QueryResponse response = search(played("rows", "3"));

    NamedList<?> first = summary(response, "d00");
    assertEquals("ok", first.get("status"));
    assertEquals(PlayedModel.ANSWER, first.get("text"));
    assertEquals("en", first.get("lang"));
    assertEquals("played", first.get("engine"));
    assertEquals("scripted@01234567", first.get("model"));
    assertEquals("model", first.get("source"));
    assertEquals(Collections.nCopies(3, "ok"), all(response, "status"));
  }

  @Test
  void theSecondSearchReadsTheCache() throws Exception {
    SolrQuery query = query("q", "number:7", "summarize.engine", "played");
    assertEquals("model", summary(search(query), "d07").get("source"));
    assertEquals("cache", summary(search(query), "d07").get("source"));
    assertEquals(
        "cache", summary(search(query.setParam("summarize.cache", "only")), "d07").get("source"));
  }

  @Test
  void aSlowModelCostsTheSummaryAndNothingElse() throws Exception {
    model.mood(() -> Thread.sleep(200));

    expectFallback(search(played("rows", "2", "summarize.timeAllowed", "300")), "timeout");
    expectFallback(search(played("rows", "2", "summarize.timeAllowed", "0")), "timeout");
    QueryResponse limited = search(played("rows", "2", "timeAllowed", "1000"));
    expectFallback(limited, "timeout");
    // The documents are complete, and the summaries were stopped before Solr's own limit.
    assertNull(limited.getHeader().get("partialResults"));
    expectFallback(
        search(played("rows", "2", "timeAllowed", "1000", "partialResults", "false")), "timeout");
  }

  @Test
  void theFallbackIsTheOneAskedFor() throws Exception {
    model.mood(
        () -> {
          throw new ModelException("a score is not a number");
        });

    NamedList<?> lead = summary(search(played("rows", "1", "summarize.fallback", "lead")), "d00");
    assertEquals("lead", lead.get("source"));
    assertTrue(lead.get("text").toString().startsWith("The council met on Monday"), lead::toString);
    NamedList<?> none = summary(search(played("rows", "1", "summarize.fallback", "none")), "d00");
    assertEquals("error", none.get("status"));
    assertNull(none.get("text"));
  }

  @Test
  void whateverTheModelThrowsTheSearchAnswers() throws Exception {
    fail(new ModelException("a score is not a number"), "error:model");
    fail(new OutOfMemoryError("played"), "error:memory");
    fail(new ModelException("CUDA out of memory"), "error:memory");
    fail(new IllegalStateException("played"), "error:internal");
    fail(new StackOverflowError(), "error:internal");
    fail(new UnsatisfiedLinkError("played"), "error:internal");
    model.calm();
    assertEquals(
        List.of("ok", "ok"), all(search(played("rows", "2")), "status"), "the engine goes on");
  }

  private static void fail(Throwable cause, String reason) throws Exception {
    model.mood(
        () -> {
          if (cause instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) cause;
        });
    expectFallback(search(played("rows", "2")), reason);
  }

  @Test
  void aFloodIsAnsweredTheSurplusByFallback() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    model.mood(gate::await);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SolrQuery query = played("q", "number:" + i, "summarize.timeAllowed", "60000");
        answers.add(
            clients.submit(
                () -> {
                  QueryResponse response = solr.query(CORE, query);
                  assertEquals(1, response.getResults().size());
                  NamedList<?> entry = summary(response, ids(response).get(0));
                  return entry.get("status") + " " + entry.get("reason");
                }));
      }
      // Nothing leaves the queue before the surplus has been turned away.
      int surplus = CLIENTS - QUEUE - MOST_IN_A_BATCH;
      while (answers.stream().filter(Future::isDone).count() < surplus) {
        Thread.sleep(20);
      }
      gate.countDown();
      Map<String, Integer> counts = new TreeMap<>();
      for (Future<String> answer : answers) {
        counts.merge(answer.get(), 1, Integer::sum);
      }
      assertEquals(List.of("fallback busy", "ok null"), List.copyOf(counts.keySet()));
      assertTrue(counts.get("ok null") >= QUEUE, counts::toString);
      assertTrue(counts.get("fallback busy") >= surplus, counts::toString);
    } finally {
      gate.countDown();
      clients.shutdownNow();
    }
  }

  @Test
  void enginesWithoutAUsableModelSayWhy() throws Exception {
    for (String engine : List.of("absent", "corrupt")) {
      QueryResponse response = search(query("rows", "2", "summarize.engine", engine));
      expectFallback(response, "model_unusable");
      assertTrue(status(engine).get("error").toString().contains("/no/such/model"), engine);
    }
  }

  @Test
  void theStatusHandlerShowsEveryEngineOfTheNode() throws Exception {
    search(played("rows", "1"));

    NamedList<?> played = status("played");
    assertEquals("scripted@01234567", played.get("model"));
    assertEquals("cpu", played.get("device"));
    assertEquals(QUEUE, played._get("queue/capacity"));
    assertEquals(0, played._get("queue/waiting"));
    assertTrue((long) played._get("counters/model") > 0);
    assertNull(played.get("error"));
    assertNull(status("first").get("model"));
  }

  private static NamedList<?> status(String engine) throws Exception {
    NamedList<?> response =
        solr.request(
            new GenericSolrRequest(
                    org.apache.solr.client.solrj.SolrRequest.METHOD.GET, "/summaries/status")
                .setRequiresCollection(true),
            CORE);
    return ((List<?>) response.get("engines"))
        .stream()
            .map(NamedList.class::cast)
            .filter(entry -> entry.get("name").equals(engine))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void metricsCountWhatHappened() throws Exception {
    model.mood(
        () -> {
          throw new ModelException("a score is not a number");
        });
    search(played("rows", "2"));

    String json =
        server.get("/admin/metrics?group=core&prefix=QUERY.summarize&compact=true").body();
    for (String name :
        List.of("requests", "requestTimes", "summaries", "fallbacks", "timeouts", "errors")) {
      assertTrue(json.contains("\"QUERY.summarize." + name + "\""), json);
    }
    assertTrue(json.contains("played.queued"), json);
    String prometheus = server.get("/admin/metrics?group=core&wt=prometheus").body();
    assertTrue(
        prometheus
            .lines()
            .anyMatch(
                line ->
                    line.startsWith("solr_metrics_core_requests_total")
                        && line.contains("handler=\"summarize\"")
                        && line.contains("type=\"fallbacks\"")
                        && !line.endsWith(" 0.0")),
        prometheus);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void coresShareAnEngineThatIsFreedWithTheLastOfThem() throws Exception {
    assertEquals(1, model.loaded());
    create("second");
    assertEquals(2, status("played").get("components"));
    assertEquals(1, model.loaded());

    CoreAdminRequest.reloadCore(CORE, solr);
    CoreAdminRequest.reloadCore(CORE, solr);
    assertEquals("ok", summary(search(played("rows", "1")), "d00").get("status"));
    assertEquals(1, model.loaded());
    awaitComponents(2);

    CoreAdminRequest.unloadCore("second", solr);
    awaitComponents(1);
    assertEquals(0, model.freed());
    assertEquals("ok", summary(search(played("rows", "1")), "d00").get("status"));

    CoreAdminRequest.unloadCore(CORE, solr);
    assertEquals(1, model.freed());
    assertEquals(List.of(), SharedEngines.of(server.jetty().getCoreContainer()).uses());

    create(CORE);
    assertEquals("ok", summary(search(played("rows", "1")), "d00").get("status"));
    assertEquals(2, model.loaded());
  }

  /** A replaced core is closed in the background. */
  private static void awaitComponents(int expected) throws Exception {
    while (!status("played").get("components").equals(expected)) {
      Thread.sleep(20);
    }
  }
}
