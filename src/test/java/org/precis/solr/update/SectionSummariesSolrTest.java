package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries by sections of the bundled long reports, on the project's own configset. */
class SectionSummariesSolrTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A core whose update chain makes no child documents. */
  private static final String FLAT = "flat";

  /** A core that keeps the text of sections, and no body. */
  private static final String BODILESS = "bodiless";

  private static final List<String> REPORTS =
      List.of(
          "cold-chain-audit.md",
          "harbour-flood-review.md",
          "night-trains-evaluation.html",
          "soil-salinity-study.xml");

  @TempDir static Path directory;
  private static IndexServer solr;

  @BeforeAll
  static void start() throws Exception {
    solr =
        IndexServer.start(
            directory,
            Map.of(
                FLAT,
                config ->
                    config.replace(
                        "<str name=\"sections.fl\">sections</str>\n      <!-- Of more",
                        "<str name=\"sections.fl\"></str>\n      <!-- Of more"),
                BODILESS,
                config ->
                    config.replace(
                        "<field name=\"body\" type=\"source\"/>",
                        "<field name=\"body\" type=\"source\" stored=\"false\"/>")));
    for (String core : List.of(IndexServer.CORE, FLAT, BODILESS)) {
      for (String report : REPORTS) {
        solr.docs(core).add(report, "body", resource(report), "lang", "en");
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  private static String resource(String report) throws Exception {
    try (InputStream in =
        SectionSummariesSolrTest.class.getResourceAsStream("/demo/reports/" + report)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode search(String core, String handler, String... params) throws Exception {
    List<String> all = new ArrayList<>(List.of("summarize", "true", "wt", "json"));
    all.addAll(List.of(params));
    String body = solr.get("/" + core + handler, all.toArray(String[]::new)).body();
    JsonNode response = JSON.readTree(body);
    assertEquals(0, response.at("/responseHeader/status").asInt(), body);
    return response;
  }

  private static JsonNode summary(String core, String id, String... params) throws Exception {
    List<String> all = new ArrayList<>(List.of("q", "id:\"" + id + "\"", "defType", "lucene"));
    all.addAll(List.of(params));
    JsonNode summary =
        search(core, "/select", all.toArray(String[]::new)).path("summaries").path(id);
    assertEquals("ok", summary.path("status").asText(), summary.toString());
    return summary;
  }

  @Test
  void childDocumentsAndParsedSectionsGiveTheSameSummary() throws Exception {
    for (String report : REPORTS) {
      assertFalse(solr.docs(IndexServer.CORE).sections(report).isEmpty());
      assertTrue(solr.docs(FLAT).sections(report).isEmpty());
      String[] params = {"summarize.mode", "sections", "summarize.evidence", "true"};
      JsonNode nested = summary(IndexServer.CORE, report, params);
      JsonNode parsed = summary(FLAT, report, params);
      for (String part : List.of("text", "sentences", "sections", "coverage")) {
        assertFalse(nested.path(part).isMissingNode(), part);
        assertEquals(nested.path(part), parsed.path(part), report);
      }
    }
  }

  @Test
  void everySentenceStandsInItsSectionsChildDocument() throws Exception {
    for (String report : REPORTS) {
      // By itself: the reports are long and have sections.
      JsonNode summary = summary(IndexServer.CORE, report, "summarize.evidence", "true");
      assertTrue(summary.path("sections").size() >= 5, summary.toString());
      String body = resource(report);
      int counted = 0;
      for (JsonNode section : summary.path("sections")) {
        String id = section.path("id").asText();
        var child = solr.docs(IndexServer.CORE).root(id);
        assertEquals(child.get("heading"), section.path("heading").asText(null));
        assertTrue(section.path("count").asDouble() >= 0.5, section.toString());
        for (JsonNode index : section.path("sentences")) {
          assertEquals(counted++, index.asInt());
          JsonNode sentence = summary.path("sentences").path(index.asInt());
          assertEquals(id, sentence.path("section").asText());
          String text = sentence.path("text").asText();
          assertTrue(child.get("text").toString().replaceAll("\\s+", " ").contains(text), text);
          JsonNode place = sentence.at("/evidence/0");
          String source = body.substring(place.path("start").asInt(), place.path("end").asInt());
          assertTrue(source.contains(text.split(" ", -1)[0]), source);
        }
      }
      assertEquals(summary.path("sentences").size(), counted);
    }
  }

  @Test
  void withoutABodyTheChildDocumentsAreRead() throws Exception {
    for (String report : REPORTS) {
      JsonNode whole = summary(IndexServer.CORE, report, "summarize.mode", "sections");
      JsonNode children =
          summary(BODILESS, report, "summarize.mode", "sections", "summarize.evidence", "true");
      assertEquals(whole.path("text"), children.path("text"), report);
      assertEquals(whole.path("sections"), children.path("sections"), report);
      for (JsonNode sentence : children.path("sentences")) {
        JsonNode place = sentence.at("/evidence/0");
        assertEquals(sentence.path("section"), place.path("doc"));
        assertEquals("text", place.path("field").asText());
        String text = solr.docs(BODILESS).root(place.path("doc").asText()).get("text").toString();
        assertEquals(
            sentence.path("text").asText(),
            text.substring(place.path("start").asInt(), place.path("end").asInt())
                .replaceAll("\\s+", " "));
      }
    }
  }

  @Test
  void aSectionIsSummarisedAlone() throws Exception {
    JsonNode response =
        search(IndexServer.CORE, "/sections", "q", "Ropewalk gate failed", "rows", "2");
    assertEquals(2, response.at("/response/docs").size());
    for (JsonNode doc : response.at("/response/docs")) {
      String id = doc.path("id").asText();
      JsonNode summary = response.path("summaries").path(id);
      assertEquals("ok", summary.path("status").asText(), summary.toString());
      String text = solr.docs(IndexServer.CORE).root(id).get("text").toString();
      for (JsonNode sentence : summary.path("sentences")) {
        String flat = text.replaceAll("\\s+", " ");
        assertTrue(flat.contains(sentence.path("text").asText()), sentence.toString());
        assertEquals(id, sentence.path("section").asText());
      }
    }
    String id = response.at("/response/docs/0/id").asText();
    JsonNode bySection =
        search(
                IndexServer.CORE,
                "/sections",
                "q",
                "id:\"" + id + "\"",
                "defType",
                "lucene",
                "summarize.mode",
                "sections")
            .path("summaries")
            .path(id);
    assertEquals(1, bySection.path("sections").size(), bySection.toString());
    assertEquals(id, bySection.at("/sections/0/id").asText());
  }

  @Test
  void theQueryDrawsTheSummaryToItsSections() throws Exception {
    String[] plain = {"q", "evacuation warning siren households", "fq", "id:harbour*"};
    String[] focused = {
      "q", plain[1], "fq", plain[3], "summarize.focus", "query", "summarize.sentences", "6"
    };
    String id = "harbour-flood-review.md";
    JsonNode narrow = search(IndexServer.CORE, "/select", focused).path("summaries").path(id);
    JsonNode wide =
        search(
                IndexServer.CORE,
                "/select",
                plain[0],
                plain[1],
                plain[2],
                plain[3],
                "summarize.sentences",
                "6")
            .path("summaries")
            .path(id);
    double before = countOf(wide, "The public warning");
    double after = countOf(narrow, "The public warning");
    assertTrue(after > before && after >= 1, before + " became " + after + ": " + narrow);
    // The same by words that the request states.
    JsonNode stated =
        summary(
            IndexServer.CORE,
            id,
            "summarize.focus",
            "query",
            "summarize.sentences",
            "6",
            "summarize.focus.q",
            "evacuation warning siren households");
    assertTrue(countOf(stated, "The public warning") > before, stated.toString());
  }

  private static double countOf(JsonNode summary, String heading) {
    for (JsonNode section : summary.path("sections")) {
      if (section.path("heading").asText().equals(heading)) {
        return section.path("count").asDouble();
      }
    }
    return 0;
  }

  @Test
  void aClientsOwnSectionsAreTheOnesThatCount() throws Exception {
    SolrInputDocument document =
        IndexedDocs.document("own", "body", "One text that has no heading at all.", "lang", "en");
    SolrInputDocument first =
        IndexedDocs.document(
            "own-a", "heading", "Alpha", "text", "The first part tells of the old harbour bridge.");
    SolrInputDocument second =
        IndexedDocs.document(
            "own-b", "heading", "Beta", "text", "The second part tells of the new river pumps.");
    document.addField("sections", List.of(first, second));
    solr.docs(IndexServer.CORE).add(document);
    JsonNode summary = summary(IndexServer.CORE, "own", "summarize.mode", "sections");
    assertEquals("own-a", summary.at("/sections/0/id").asText(), summary.toString());
    assertEquals("Beta", summary.at("/sections/1/heading").asText());
    assertEquals("own-b", summary.at("/sentences/1/section").asText());
  }

  @Test
  void xmlSaysTheSame() throws Exception {
    String xml =
        solr.get(
                "/" + IndexServer.CORE + "/select",
                "q",
                "id:\"cold-chain-audit.md\"",
                "defType",
                "lucene",
                "summarize",
                "true",
                "summarize.sentences",
                "4",
                "wt",
                "xml")
            .body();
    JsonNode json = summary(IndexServer.CORE, "cold-chain-audit.md", "summarize.sentences", "4");
    for (JsonNode section : json.path("sections")) {
      assertTrue(xml.contains("<str name=\"id\">" + section.path("id").asText() + "</str>"), xml);
    }
    assertTrue(xml.contains("<arr name=\"sections\">"), xml);
  }
}
