package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.summarize.EngineFixture.ANSWER;
import static org.precis.summarize.EngineFixture.TEXT;
import static org.precis.summarize.EngineFixture.answer;
import static org.precis.summarize.EngineFixture.awaitIdle;
import static org.precis.summarize.EngineFixture.awaitRunning;
import static org.precis.summarize.EngineFixture.config;
import static org.precis.summarize.EngineFixture.open;
import static org.precis.summarize.EngineFixture.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.ModelException;
import org.precis.model.io.ModelFormatException;
import org.precis.summarize.source.SummarySentence;

class SummaryEngineTest {
  @Test
  void theModelAnswersInItsLanguage() throws Exception {
    try (SummaryEngine engine = open(config(), new ScriptedModel(ANSWER))) {
      Summary summary = answer(engine, TEXT);
      assertEquals(Summary.Status.OK, summary.status());
      assertEquals(Summary.Source.MODEL, summary.source());
      assertEquals(ANSWER, summary.text());
      assertEquals("de", summary.sourceLanguage());
      assertEquals("en", summary.language());
      assertEquals("scripted@01234567", summary.model());
      assertFalse(summary.truncated());
      assertEquals(1, summary.coverage());
    }
  }

  @Test
  void whatTheModelDidNotReadIsSaid() throws Exception {
    try (SummaryEngine engine = open(config("maxSourceTokens", "10"), new ScriptedModel(ANSWER))) {
      Summary summary = answer(engine, TEXT);
      assertTrue(summary.truncated());
      // Nine words and the end token: "Die … eröffnet.".
      double expected = TEXT.indexOf(" Sie") / (double) TEXT.length();
      assertEquals(expected, summary.coverage(), 1e-9);
    }
  }

  @Test
  void aLateModelIsAnsweredByTheFallbackAndStopped() throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER, () -> Thread.sleep(40));
    try (SummaryEngine engine = open(config(), model)) {
      long soon = TimeUnit.MILLISECONDS.toNanos(100);
      Summary summary = engine.submit(request(engine, TEXT, soon)).await(() -> false);
      assertEquals(Summary.Status.FALLBACK, summary.status());
      assertEquals("timeout", summary.reason());
      assertEquals(Summary.Source.EXTRACTIVE, summary.source());
      assertEquals("de", summary.language());
      assertTrue(TEXT.contains(summary.sentences().get(0).text()));
      awaitIdle(engine);
      assertEquals(1, engine.status().timeouts());
      assertEquals(0, engine.status().modelSummaries());
      assertEquals(0, model.model().openSessions());
    }
  }

  @Test
  void theCallerMayStopWaiting() throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER, () -> Thread.sleep(20));
    try (SummaryEngine engine = open(config(), model)) {
      Summary summary = engine.submit(request(engine, TEXT)).await(() -> true);
      assertEquals("timeout", summary.reason());
      awaitIdle(engine);
      assertEquals(0, engine.status().modelSummaries());
    }
  }

  @Test
  void aJobInTheQueueIsDroppedWithItsLastWaiter() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model = new ScriptedModel(ANSWER, go::await);
    try (SummaryEngine engine = open(config("batchSize", "1"), model)) {
      SummaryJob running = engine.submit(request(engine, TEXT + " Eins."));
      awaitRunning(engine);
      SummaryJob one = engine.submit(request(engine, TEXT + " Zwei."));
      SummaryJob other = engine.submit(request(engine, TEXT + " Zwei."));
      assertEquals(1, engine.status().queued());
      one.cancel();
      assertEquals(1, engine.status().queued());
      other.cancel();
      assertEquals(0, engine.status().queued());
      // A dropped computation can be asked for again.
      SummaryJob again = engine.submit(request(engine, TEXT + " Zwei."));
      go.countDown();
      assertEquals(ANSWER, running.await(() -> false).text());
      assertEquals(ANSWER, again.await(() -> false).text());
      assertEquals(2, model.summaries());
    }
  }

  @Test
  void moreRequestsThanTheQueueHoldsAreAllAnswered() throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER, () -> Thread.sleep(1));
    ExecutorService callers = Executors.newFixedThreadPool(200);
    try (SummaryEngine engine = open(config("queue", "32"), model)) {
      List<Future<Summary>> answers = new ArrayList<>();
      CountDownLatch together = new CountDownLatch(1);
      for (int i = 0; i < 200; i++) {
        String text = TEXT + " Nummer " + i + ".";
        answers.add(
            callers.submit(
                () -> {
                  together.await();
                  return answer(engine, text);
                }));
      }
      together.countDown();
      int busy = 0;
      for (Future<Summary> future : answers) {
        Summary summary = future.get();
        assertFalse(summary.text().isEmpty());
        if (summary.status() == Summary.Status.FALLBACK) {
          assertEquals("busy", summary.reason());
          busy++;
        }
      }
      assertTrue(busy > 0, "the queue never was full");
      assertEquals(busy, engine.status().rejected());
      assertEquals(200 - busy, engine.status().modelSummaries());
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aFailingModelFallsBackAndTheWorkerLivesOn() throws Exception {
    List<Throwable> failures =
        new ArrayList<>(
            List.of(
                new ModelException("row 0 has a score that is not a number"),
                new OutOfMemoryError("Java heap space"),
                new IllegalStateException("CUDA out of memory. Tried to allocate 2 GiB"),
                new StackOverflowError(),
                new IllegalStateException("no idea")));
    ScriptedModel model =
        new ScriptedModel(
            ANSWER,
            () -> {
              if (!failures.isEmpty()) {
                throwUnchecked(failures.remove(0));
              }
            });
    try (SummaryEngine engine = open(config(), model)) {
      for (String reason :
          List.of(
              "error:model", "error:memory", "error:memory", "error:internal", "error:internal")) {
        Summary summary = answer(engine, TEXT);
        assertEquals(reason, summary.reason());
        assertEquals(
            Summary.Source.EXTRACTIVE,
            summary.source() == Summary.Source.CACHE
                ? Summary.Source.EXTRACTIVE
                : summary.source());
      }
      assertEquals(ANSWER, answer(engine, TEXT).text());
      assertEquals(5, engine.status().errors());
      assertEquals(0, model.model().openSessions());
    }
  }

  private static void throwUnchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void theFallbackIsWhatTheRequestWants() throws Exception {
    try (SummaryEngine engine =
        SummaryEngine.open(EngineConfig.parse("plain", Map.of("type", "extractive")))) {
      Summary lead = answer(engine, TEXT, "mode", "crosslingual", "fallback", "lead");
      assertEquals("no_model", lead.reason());
      assertEquals(Summary.Source.LEAD, lead.source());
      assertTrue(TEXT.startsWith(lead.sentences().get(0).text()));
      Summary none = answer(engine, TEXT, "mode", "crosslingual", "fallback", "none");
      assertEquals(Summary.Status.ERROR, none.status());
      assertEquals("", none.text());
    }
  }

  @Test
  void anExtractiveEngineAnswersWithTheDocumentsOwnSentences() {
    try (SummaryEngine engine =
        SummaryEngine.open(EngineConfig.parse("plain", Map.of("sentences", "2")))) {
      Summary summary = answer(engine, TEXT);
      assertEquals(Summary.Status.OK, summary.status());
      assertEquals(2, summary.sentences().size());
      for (SummarySentence sentence : summary.sentences()) {
        var place = sentence.evidence().get(0);
        assertEquals(sentence.text(), TEXT.substring(place.start(), place.end()));
      }
      assertEquals(Summary.Source.CACHE, answer(engine, TEXT).source());
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'',empty",
        "'  \n\t ',empty",
        "Wort,too_short",
        "'\u0001\u0002%$!\uFFFD\uFFFD 0101 1101 0000',unreadable"
      })
  void whatIsNoTextIsSkippedWithAReason(String text, String reason) throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER);
    try (SummaryEngine engine = open(config(), model)) {
      Summary summary = answer(engine, text);
      assertEquals(Summary.Status.SKIPPED, summary.status());
      assertEquals(reason, summary.reason());
      assertEquals(0, model.summaries());
    }
  }

  @Test
  void anUnusableModelIsSaidInTheStatus() throws Exception {
    try (SummaryEngine engine =
        SummaryEngine.open(
            config(),
            () -> {
              throw new ModelFormatException("config.json is empty");
            })) {
      assertTrue(engine.awaitModel(Duration.ofSeconds(30)));
      Summary summary = answer(engine, TEXT);
      assertEquals("model_unusable", summary.reason());
      assertEquals(Summary.Source.EXTRACTIVE, summary.source());
      assertEquals("config.json is empty", engine.status().error());
    }
  }

  @Test
  void aSearchDoesNotWaitForAModelThatIsBeingLoaded() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model = new ScriptedModel(ANSWER);
    try (SummaryEngine engine =
        SummaryEngine.open(
            config(),
            () -> {
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return model.loaded();
            })) {
      assertEquals("loading", answer(engine, TEXT).reason());
      go.countDown();
      assertTrue(engine.awaitModel(Duration.ofSeconds(30)));
      assertEquals(ANSWER, answer(engine, TEXT).text());
    }
  }

  @Test
  void closingStopsWhatRunsAndAnswersWhatWaits() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model = new ScriptedModel(ANSWER, go::await);
    SummaryEngine engine = open(config("batchSize", "1"), model);
    SummaryJob running = engine.submit(request(engine, TEXT + " Eins."));
    awaitRunning(engine);
    SummaryJob waiting = engine.submit(request(engine, TEXT + " Zwei."));
    Thread closing = new Thread(engine::close);
    closing.start();
    assertEquals("closed", waiting.await(() -> false).reason());
    go.countDown();
    closing.join();
    assertNotEquals("", running.await(() -> false).text());
    assertEquals(0, model.model().openSessions());
    assertEquals("closed", answer(engine, TEXT).reason());
    engine.close();
  }

  @Test
  void documentsOfOneLengthAreSummarisedTogether() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model = new ScriptedModel(ANSWER, go::await);
    try (SummaryEngine engine = open(config("batchSize", "4"), model)) {
      SummaryJob first = engine.submit(request(engine, TEXT + " Erst."));
      awaitRunning(engine);
      List<SummaryJob> jobs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        jobs.add(engine.submit(request(engine, TEXT + " Nummer " + i + ".")));
      }
      go.countDown();
      first.await(() -> false);
      for (SummaryJob job : jobs) {
        assertEquals(ANSWER, job.await(() -> false).text());
      }
      assertEquals(2, model.model().sessions().size());
    }
  }
}
