package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.summarize.SectionsFixture.ANSWERS;
import static org.precis.summarize.SectionsFixture.REPORT;
import static org.precis.summarize.SectionsFixture.answer;
import static org.precis.summarize.SectionsFixture.config;
import static org.precis.summarize.SectionsFixture.headings;
import static org.precis.summarize.SectionsFixture.model;
import static org.precis.summarize.SectionsFixture.open;
import static org.precis.summarize.SectionsFixture.request;
import static org.precis.summarize.SectionsFixture.sizes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Span;

/** How many sections there may be, how they are batched and queued, and when they are chosen. */
class SectionLimitsTest {
  @Test
  void longDocumentsWithSectionsAreSummarisedByThemByDefault() {
    StringBuilder report = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      report.append("## Teil ").append((char) ('A' + i)).append("\n\n");
      report.append(("Im Teil " + i + " lief die Pumpe Nummer " + i + " die Nacht. ").repeat(80));
      report.append("\n\n");
    }
    try (SummaryEngine engine =
        SummaryEngine.open(EngineConfig.parse("plain", Map.of("type", "extractive")))) {
      assertEquals(4, answer(engine, report.toString(), "mode", "auto").sections().size());
      assertEquals(0, answer(engine, REPORT, "mode", "auto").sections().size());
      String flat = report.toString().replaceAll("## Teil .\n\n", "");
      assertEquals(0, answer(engine, flat, "mode", "auto").sections().size());
      assertEquals(0, answer(engine, report.toString(), "mode", "extractive").sections().size());
    }
  }

  @Test
  void aHundredLongSectionsAreReadInBatchesOfBoundedSize() throws Exception {
    Map<String, List<String>> answers = new HashMap<>();
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      answers.put("thema" + i, List.of("Topic" + i + " was settled" + i + " at last" + i + "."));
      body.append("## Abschnitt ").append(i).append("\n\nDas thema").append(i).append(" war hier.");
      body.append(" Es ging um die Brücke und den Fluss im Tal.".repeat(200)).append("\n\n");
    }
    TopicModel model = new TopicModel(answers, true, topic -> {});
    EngineConfig config =
        config("sentencesCap", "100", "maxSourceTokens", "2048", "batchTokens", "8192");
    try (SummaryEngine engine = open(config, model)) {
      Summary summary = answer(engine, body.toString(), "sentences", "100", "beams", "1");
      assertEquals(Summary.Status.OK, summary.status(), summary.reason());
      // The ends weigh double, so that two of the others have to go without.
      assertTrue(summary.sections().size() >= 96, () -> sizes(summary).toString());
      assertTrue(model.batches() >= summary.sections().size() / 4, "batches are bounded");
      assertEquals(1, summary.coverage());
    }
  }

  @Test
  void sectionsBeyondTheMostAreMergedAndSaidAndNothingIsDropped() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      body.append("## Kopf ").append(i).append("\n\nHier steht *der* Satz Nummer ");
      body.append(i).append(" ganz allein.\n\n");
    }
    try (SummaryEngine engine =
        SummaryEngine.open(EngineConfig.parse("plain", Map.of("maxSections", "3")))) {
      Summary summary = answer(engine, body.toString(), "sentences", "20");
      assertEquals(List.of("Kopf 0", "Kopf 3", "Kopf 6"), headings(summary));
      assertEquals(
          List.of(0, 3, 6), summary.sections().stream().map(SummarySection::section).toList());
      assertEquals(
          List.of(3, 3, 4), summary.sections().stream().map(SummarySection::merged).toList());
      assertEquals(10, summary.sentences().size());
      Set<String> texts = new HashSet<>();
      for (SummarySentence sentence : summary.sentences()) {
        Span place = sentence.evidence().get(0);
        String source = body.substring(place.start(), place.end());
        assertEquals(sentence.text(), source.replace("*", ""));
        texts.add(sentence.text());
      }
      assertEquals(10, texts.size());
    }
  }

  @Test
  void aDocumentBySectionsTakesOnePlaceInTheQueue() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    TopicModel model = new TopicModel(ANSWERS, true, topic -> go.await());
    try (SummaryEngine engine = open(config("queue", "1", "batchSize", "1"), model)) {
      List<SummaryJob> jobs = new ArrayList<>();
      jobs.add(engine.submit(request(engine, REPORT, 30_000, "", "mode", "crosslingual")));
      while (engine.status().running() == 0) {
        Thread.sleep(5);
      }
      jobs.add(engine.submit(request(engine, REPORT, 30_000, "", "sentences", "3")));
      assertEquals(3, engine.status().queued());
      SummaryJob late =
          engine.submit(request(engine, REPORT + " Ende.", 30_000, "", "cache", "false"));
      assertEquals("busy", late.await(() -> false).reason());
      go.countDown();
      assertEquals("", jobs.get(1).await(() -> false).reason());
      assertFalse(jobs.get(0).await(() -> false).text().isEmpty());
    }
  }
}
