package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.io.HandmadeCheckpoint;

/**
 * Installs the plugin as the handbook says: a Solr in a JVM that has no class of this project but
 * its launcher, the plugin's jars in {@code SOLR_HOME/lib}, the project's configset in two cores, a
 * model directory.
 */
class InstalledPluginTest {
  private static final String SECOND = "archive";

  @TempDir static Path directory;
  private static SolrProcess solr;
  private static SolrHttp core;

  @BeforeAll
  static void install() throws Exception {
    Path home = SolrHome.create(directory.resolve("home"));
    SolrHome.addCore(home, SECOND);
    List<Path> serverJars = PluginFolder.install(home.resolve("lib"));
    Path model = HandmadeCheckpoint.write(directory.resolve("handmade"));
    solr =
        SolrProcess.start(
            home,
            serverJars,
            0,
            List.of("-Xmx768m", "-Dai.djl.offline=true", "-Dprecis.model=" + model));
    core = new SolrHttp(solr.url() + "/" + SolrHome.CORE);
    IndexCommand.send(core, DemoCollection.documents(), new PrintWriter(new StringWriter()));
    awaitModel(core);
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
  }

  private static void awaitModel(SolrHttp core) throws Exception {
    JsonNode engine = engine(core);
    while (engine.path("model").asText("").isEmpty()) {
      assertEquals("", engine.path("error").asText(""));
      Thread.sleep(50);
      engine = engine(core);
    }
  }

  private static JsonNode engine(SolrHttp core) throws Exception {
    return core.get("/summaries/status", Map.of()).at("/engines/0");
  }

  private static JsonNode summary(SolrHttp core, String id, String... params) throws Exception {
    Map<String, String> request =
        new HashMap<>(Map.of("q", "id:" + id, "defType", "lucene", "summarize", "true"));
    for (int i = 0; i < params.length; i += 2) {
      request.put(params[i], params[i + 1]);
    }
    JsonNode response = core.get("/select", request);
    assertEquals(1, response.at("/response/docs").size(), response.toString());
    return response.path("summaries").path(id);
  }

  private static String text(String topic) {
    return HandmadeCheckpoint.TOPICS.get(topic).text();
  }

  @Test
  void foreignDocumentsAreSummarisedInEnglish() throws Exception {
    Map<String, String> topics =
        Map.of("fr-1", "geothermal", "ja-2", "cycle path", "hi-3", "sensor");
    for (var expected : topics.entrySet()) {
      JsonNode summary = summary(core, expected.getKey(), "summarize.evidence", "true");
      assertEquals("ok", summary.path("status").asText(), summary.toString());
      assertEquals(text(expected.getValue()), summary.path("text").asText());
      assertEquals("en", summary.path("lang").asText());
      assertEquals(expected.getKey().substring(0, 2), summary.path("sourceLang").asText());
      assertTrue(summary.path("model").asText().matches("handmade@[0-9a-f]+"), summary.toString());
    }
  }

  @Test
  void aLongForeignDocumentIsSummarisedInEnglishBySections() throws Exception {
    String filler = "Der Rat der Stadt sprach darüber am Montag sehr lange und ohne Ergebnis. ";
    String body =
        "# Bericht\n\n## Hafen\n\nDer Hafen ist alt. "
            + filler.repeat(60)
            + "\n\n## Wärme\n\nDie géothermie heizt. "
            + filler.repeat(60)
            + "\n\n## Haushalt\n\nEs geht um das budget von 5.200 Haushalten. "
            + filler.repeat(60);
    index("bericht", body);
    JsonNode summary = summary(core, "bericht", "summarize.timeAllowed", "60000");
    assertEquals("ok", summary.path("status").asText(), summary.toString());
    assertEquals("model", summary.path("source").asText());
    assertEquals("en", summary.path("lang").asText());
    assertEquals("de", summary.path("sourceLang").asText());
    List<String> topics = List.of("harbour", "geothermal", "budget");
    List<String> headings = List.of("Hafen", "Wärme", "Haushalt");
    assertEquals(3, summary.path("sections").size(), summary.toString());
    for (int i = 0; i < 3; i++) {
      JsonNode section = summary.path("sections").path(i);
      assertEquals(headings.get(i), section.path("heading").asText());
      assertEquals("bericht/" + i, section.path("id").asText());
      JsonNode sentence = summary.path("sentences").path(section.at("/sentences/0").asInt());
      assertEquals(text(topics.get(i)), sentence.path("text").asText());
    }
    assertEquals("98,765", summary.at("/unsupported/0").asText());
    // A section of it, found by itself.
    JsonNode found =
        core.get(
            "/sections", Map.of("q", "id:\"bericht/1\"", "defType", "lucene", "summarize", "true"));
    assertEquals(
        text("geothermal"), found.at("/summaries/bericht~11/text").asText(), found.toString());
  }

  @Test
  void aModelsSummaryThatFailsItsCheckIsReplacedAndSaysSo() throws Exception {
    index(
        "loses",
        "The budget was debated for long. The budget will be voted on in May, it is said.");
    index("french", "The school is old. The school will be rebuilt, the mayor said on Monday.");
    index("cut", "The market is loud. The market will be moved, the mayor said on Monday.");

    JsonNode numbers = summary(core, "loses");
    assertEquals("ok", numbers.path("status").asText());
    assertEquals(text("budget"), numbers.path("text").asText());
    assertEquals("98,765", numbers.at("/unsupported/0").asText());

    JsonNode french = summary(core, "french");
    assertEquals("fallback", french.path("status").asText());
    assertEquals("check:language", french.path("reason").asText());
    assertEquals("extractive", french.path("source").asText());

    JsonNode cut = summary(core, "cut");
    assertEquals("check:unfinished", cut.path("reason").asText(), cut.toString());
    assertTrue(cut.path("text").asText().startsWith("The market "), cut.toString());
  }

  private static void index(String id, String body) throws Exception {
    index(core, id, body);
  }

  private static void index(SolrHttp core, String id, String body) throws Exception {
    core.add(List.of(SolrHttp.JSON.createObjectNode().put("id", id).put("body", body)));
    core.commit();
  }

  @Test
  void whatIsNoProseIsFoundAndSkippedWithAReason() throws Exception {
    Map<String, String> bodies =
        Map.of(
            "empty", "",
            "blank", " \n\t ",
            "word", "Harbour",
            "binary", "\u0001\u0000#%&/(=?\u00b5\u00a7 0419".repeat(100),
            "surrogate", "\ud83d\udc00".repeat(30) + "\udc00");
    Map<String, String> reasons =
        Map.of(
            "empty", "no_text",
            "blank", "no_text",
            "word", "too_short",
            "binary", "unreadable",
            "surrogate", "unreadable");
    for (var body : bodies.entrySet()) {
      index(body.getKey(), body.getValue());
      JsonNode summary = summary(core, body.getKey());
      assertEquals("skipped", summary.path("status").asText(), body.getKey() + summary);
      assertEquals(reasons.get(body.getKey()), summary.path("reason").asText(), body.getKey());
    }
  }

  @Test
  void aBookOfAHundredThousandWordsSaysHowMuchOfItWasRead() throws Exception {
    index("book", "The harbour of the town was dredged for the tenth time. ".repeat(10_000));
    JsonNode summary = summary(core, "book", "summarize.timeAllowed", "60000");
    assertEquals(text("harbour"), summary.path("text").asText(), summary.toString());
    assertTrue(summary.path("truncated").asBoolean());
    double coverage = summary.path("coverage").asDouble();
    assertTrue(coverage > 0 && coverage < 0.01, summary.toString());
  }

  @Test
  void aSecondCoreSharesTheModelAndReloadsDoNoHarm() throws Exception {
    SolrHttp second = new SolrHttp(solr.url() + "/" + SECOND);
    SolrHttp admin = new SolrHttp(solr.url());
    index(second, "x", "The harbour is deep. The harbour will be dredged in May, they say.");
    for (int reload = 0; reload < 3; reload++) {
      assertEquals(
          "model", summary(second, "x", "summarize.cache", "false").path("source").asText());
      assertEquals(1, core.get("/summaries/status", Map.of()).path("engines").size());
      for (String name : List.of(SolrHome.CORE, SECOND)) {
        admin.get("/admin/cores", Map.of("action", "RELOAD", "core", name));
      }
    }
    assertEquals(text("harbour"), summary(second, "x").path("text").asText());
  }
}
