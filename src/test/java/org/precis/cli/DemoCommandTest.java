package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the demo as a user does: a real Solr over HTTP, the whole collection. */
class DemoCommandTest {
  @Test
  void everySearchOfTheDemoHasHitsWithSummariesAndEvidence() throws IOException {
    List<String> english = new ArrayList<>();
    CommandLineRun run = CommandLineRun.of("demo", "--json");
    assertEquals(0, run.exitCode(), run.err());
    String[] responses = run.out().strip().split("\n", -1);
    assertEquals(DemoCollection.queries().size(), responses.length);
    for (String response : responses) {
      JsonNode answer = SolrHttp.JSON.readTree(response);
      JsonNode docs = answer.at("/response/docs");
      assertFalse(docs.isEmpty(), response);
      for (JsonNode doc : docs) {
        JsonNode summary = answer.path("summaries").path(doc.path("id").asText());
        boolean model = summary.path("source").asText().equals("model");
        String reason = summary.path("reason").asText();
        assertTrue(
            model || reason.equals("language") || reason.startsWith("check:"), summary.toString());
        if (model) {
          english.add(doc.path("lang").asText());
        }
        assertEquals(model ? "en" : doc.path("lang").asText(), summary.path("lang").asText());
        for (JsonNode sentence : summary.path("sentences")) {
          JsonNode place = sentence.path("evidence").get(0);
          String body = doc.path("body").asText();
          String source = body.substring(place.path("start").asInt(), place.path("end").asInt());
          // Markup may stand between the words of the source, but each word stands there.
          for (String word : sentence.path("text").asText().split("\\s+", -1)) {
            assertTrue(
                model || source.contains(word) || source.contains("&"), word + " in " + source);
          }
        }
      }
    }
    assertTrue(english.containsAll(List.of("fr", "id", "ru", "sw")), english.toString());
  }

  @Test
  void aLongReportIsShownByItsSections() {
    CommandLineRun run = CommandLineRun.of("demo");
    assertEquals(0, run.exitCode(), run.err());
    String report = run.out().substring(run.out().indexOf("search: flood warning"));
    int heading = report.indexOf("\n    The public warning  extractive, language\n      ");
    assertTrue(heading > 0, report);
    assertTrue(
        report.indexOf("\n    Why the Ropewalk gate failed  extractive, language\n      ")
            < heading,
        report);
  }
}
