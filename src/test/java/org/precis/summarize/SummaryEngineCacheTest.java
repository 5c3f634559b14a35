package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.summarize.EngineFixture.ANSWER;
import static org.precis.summarize.EngineFixture.TEXT;
import static org.precis.summarize.EngineFixture.answer;
import static org.precis.summarize.EngineFixture.awaitIdle;
import static org.precis.summarize.EngineFixture.config;
import static org.precis.summarize.EngineFixture.open;
import static org.precis.summarize.EngineFixture.request;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One computation for equal requests, at one time and later. */
class SummaryEngineCacheTest {
  @Test
  void theSecondAnswerComesOutOfTheCache() throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER);
    try (SummaryEngine engine = open(config(), model)) {
      Summary first = answer(engine, TEXT);
      Summary second = answer(engine, TEXT);
      assertEquals(Summary.Source.CACHE, second.source());
      assertEquals(first.text(), second.text());
      assertEquals(1, model.summaries());
      assertEquals(1, engine.status().cacheHits());
    }
  }

  @ParameterizedTest
  @CsvSource({"maxLength,20", "minLength,3", "beams,2", "lengthPenalty,0.5"})
  void anOptionThatChangesTheOutputChangesTheKey(String key, String value) throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER);
    try (SummaryEngine engine = open(config(), model)) {
      answer(engine, TEXT);
      assertEquals(Summary.Source.MODEL, answer(engine, TEXT, key, value).source());
      assertEquals(Summary.Source.CACHE, answer(engine, TEXT, key, value).source());
    }
  }

  @ParameterizedTest
  @CsvSource({"evidence,true", "fallback,lead", "sentences,2", "mode,crosslingual"})
  void anOptionThatDoesNotChangeTheOutputKeepsTheKey(String key, String value) throws Exception {
    try (SummaryEngine engine = open(config(), new ScriptedModel(ANSWER))) {
      answer(engine, TEXT);
      assertEquals(Summary.Source.CACHE, answer(engine, TEXT, key, value).source());
    }
  }

  @Test
  void withoutTheCacheTheModelRunsAgainAndNothingIsKept() throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER);
    try (SummaryEngine engine = open(config(), model)) {
      answer(engine, TEXT, "cache", "false");
      answer(engine, TEXT, "cache", "false");
      assertEquals(2, model.summaries());
      assertEquals("cache_miss", answer(engine, TEXT, "cache", "only").reason());
      assertEquals(2, model.summaries());
    }
  }

  @Test
  void equalRequestsAtOneTimeAreComputedOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model = new ScriptedModel(ANSWER, go::await);
    try (SummaryEngine engine = open(config(), model)) {
      List<SummaryJob> jobs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        jobs.add(engine.submit(request(engine, TEXT)));
      }
      go.countDown();
      for (SummaryJob job : jobs) {
        assertEquals(ANSWER, job.await(() -> false).text());
      }
      assertEquals(1, model.summaries());
    }
  }

  @Test
  void equalRequestsOfManyThreadsAreComputedOnce() throws Exception {
    ScriptedModel model = new ScriptedModel(ANSWER, () -> Thread.sleep(1));
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try (SummaryEngine engine = open(config("workers", "2"), model)) {
      for (int round = 1; round <= 20; round++) {
        String text = TEXT + " Runde " + round + ".";
        CyclicBarrier together = new CyclicBarrier(16);
        List<Future<Summary>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          answers.add(
              callers.submit(
                  () -> {
                    together.await();
                    return answer(engine, text);
                  }));
        }
        for (Future<Summary> answer : answers) {
          assertEquals(ANSWER, answer.get().text());
        }
        assertEquals(round, model.summaries());
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void whatWasCutByADeadlineIsNotCached() throws Exception {
    AtomicBoolean slow = new AtomicBoolean(true);
    ScriptedModel model = new ScriptedModel(ANSWER, () -> Thread.sleep(slow.get() ? 30 : 0));
    try (SummaryEngine engine = open(config("beams", "2"), model)) {
      long soon = TimeUnit.MILLISECONDS.toNanos(150);
      assertEquals(
          "timeout", engine.submit(request(engine, TEXT, soon)).await(() -> false).reason());
      awaitIdle(engine);
      slow.set(false);
      Summary summary = answer(engine, TEXT);
      assertEquals(Summary.Source.MODEL, summary.source());
      assertEquals(ANSWER, summary.text());
    }
  }
}
