package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.summarize.SectionsFixture.ANSWERS;
import static org.precis.summarize.SectionsFixture.REPORT;
import static org.precis.summarize.SectionsFixture.answer;
import static org.precis.summarize.SectionsFixture.config;
import static org.precis.summarize.SectionsFixture.model;
import static org.precis.summarize.SectionsFixture.open;
import static org.precis.summarize.SectionsFixture.request;
import static org.precis.summarize.SectionsFixture.sizes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.precis.text.Span;

/** Models that are given the first sentences of a document, one by one. */
class LeadSentencesTest {
  private static final String GATE = "Am Montag blieb das gate stecken, weil es rostig war.";
  private static final String PUMP = "Die pump lief die ganze Nacht hindurch, bis es hell war.";
  private static final String COSTS = "Die costs gehen nach Angaben der Stadt in die Millionen.";
  private static final String NEWS = String.join(" ", GATE, PUMP, COSTS);

  @Test
  void theFirstSentencesAreReadInOneBatchAndAreTheEvidence() throws Exception {
    TopicModel model = model(false).readingSentences(2);
    try (SummaryEngine engine = open(config(), model)) {
      Summary summary = answer(engine, NEWS, "mode", "crosslingual");
      assertEquals(Summary.Source.MODEL, summary.source());
      assertEquals(
          "The old gate stuck on Monday. Nobody had oiled its rails. Four pumps ran all night. A"
              + " fifth one failed at dawn.",
          summary.text());
      assertEquals(1, model.batches());
      assertEquals(2, summary.sentences().size());
      assertEquals(List.of(new Span(0, GATE.length())), summary.sentences().get(0).evidence());
      int second = NEWS.indexOf(PUMP);
      assertEquals(
          List.of(new Span(second, second + PUMP.length())), summary.sentences().get(1).evidence());
      assertTrue(summary.truncated());
    }
  }

  @Test
  void aSectionIsGivenAsManySentencesAsItDeserves() throws Exception {
    try (SummaryEngine engine = open(config(), model(false).readingSentences(7))) {
      Summary summary = answer(engine, REPORT, "sentences", "3");
      assertEquals(Summary.Status.OK, summary.status(), summary.reason());
      assertEquals(List.of(1, 1, 1), sizes(summary));
      assertEquals(3, summary.sentences().size());
    }
  }

  @Test
  void oneSentenceThatFailsItsCheckFailsTheSummary() throws Exception {
    Map<String, List<String>> answers =
        Map.of(
            "gate", List.of("The old gate of the harbour stuck on Monday morning."),
            "pump", List.of("pumps and pumps and pumps and pumps and pumps and pumps and."));
    TopicModel model = new TopicModel(answers, false, topic -> {}).readingSentences(2);
    try (SummaryEngine engine = open(config("checks", "true"), model)) {
      Summary summary = answer(engine, GATE + " " + PUMP, "mode", "crosslingual");
      assertEquals(Summary.Status.FALLBACK, summary.status());
      assertEquals("check:repetition", summary.reason());
    }
  }

  @Test
  void aDocumentThatIsNoLongerWantedLeavesTheOthersOfItsBatch() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicReference<SummaryJob> left = new AtomicReference<>();
    TopicModel model =
        new TopicModel(
                ANSWERS,
                false,
                topic -> {
                  go.await();
                  if (topic.equals("costs")) {
                    left.get().cancel();
                  }
                })
            .readingSentences(2);
    try (SummaryEngine engine = open(config(), model)) {
      SummaryJob blocking = submit(engine, PUMP + " " + GATE);
      EngineFixture.awaitRunning(engine);
      SummaryJob kept = submit(engine, GATE + " " + PUMP);
      left.set(submit(engine, COSTS + " " + COSTS));
      go.countDown();
      blocking.await(() -> false);
      Summary summary = kept.await(() -> false);
      assertEquals(Summary.Status.OK, summary.status(), summary.reason());
      assertEquals(2, summary.sentences().size());
      assertEquals(2, model.batches());
    }
  }

  private static SummaryJob submit(SummaryEngine engine, String body) {
    return engine.submit(request(engine, body, 30_000, "", "mode", "crosslingual"));
  }

  @Test
  void aModelThatIsStoppedAtSentencesReadsNone() throws Exception {
    TopicModel model = model(true).readingSentences(2);
    try (SummaryEngine engine = SummaryEngine.open(config(), model::loaded)) {
      engine.awaitModel(Duration.ofSeconds(30));
      assertTrue(engine.status().error().contains("exclude each other"), engine.status().error());
    }
  }
}
