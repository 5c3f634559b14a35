package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.precis.model.SentenceCounter;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/** Engines whose model says how many sentences a section deserves. */
class LearnedCountsTest {
  private static final Map<String, List<String>> ANSWERS =
      Map.of(
          "gate", List.of("The old gate stuck on Monday.", "Nobody had oiled its rails."),
          "pump", List.of("Four pumps ran all night.", "The old gate stuck again."),
          "costs", List.of("Repairs will cost millions.", "The city pays half of them."));

  private static final String REPORT =
      """
      # Report

      ## Gate

      The gate stuck on Monday because its rails were rusty, and the keeper called for help.

      ## Pumps

      Each pump ran all night until the water fell, and one of them failed in the morning.

      ## Money

      The costs of the repair are millions, says the council, and the city pays half of them.
      """;

  private record Counter(Function<List<int[]>, double[]> counting) implements SentenceCounter {
    @Override
    public double[] counts(List<int[]> sections) {
      return counting.apply(sections);
    }

    @Override
    public String hash() {
      return "counter";
    }
  }

  private static SummaryEngine open(
      Function<List<int[]>, double[]> counting, String... keysAndValues) throws Exception {
    Map<String, String> values = new HashMap<>(Map.of("model", "topics", "checks", "false"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    TopicModel model = new TopicModel(ANSWERS, true, topic -> {});
    EngineConfig config = EngineConfig.parse("test", values);
    SummaryEngine engine = SummaryEngine.open(config, () -> model.loaded(new Counter(counting)));
    assertTrue(engine.awaitModel(Duration.ofSeconds(30)));
    return engine;
  }

  private static SummaryEngine open(double... counts) throws Exception {
    return open(sections -> counts);
  }

  private static Summary answer(SummaryEngine engine, long millis, String... options) {
    Map<String, String> values = new HashMap<>(Map.of("mode", "sections"));
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    SummaryRequest request =
        new SummaryRequest(
            new DocumentParser().parse("d", "", REPORT, TextFormat.MARKDOWN).withLanguage("en"),
            SummaryOptions.parse(values, engine.config()),
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    return engine.submit(request).await(() -> false);
  }

  private static List<String> texts(Summary summary) {
    return summary.sentences().stream().map(SummarySentence::text).toList();
  }

  @Test
  void countsAreRoundedHalfUpAndKeepTheSourcesOrder() throws Exception {
    try (SummaryEngine engine = open(.5, .49, 1.5)) {
      Summary summary = answer(engine, 30_000);
      assertEquals(Summary.Status.OK, summary.status());
      assertEquals(
          List.of(
              "The old gate stuck on Monday.",
              "Repairs will cost millions.",
              "The city pays half of them."),
          texts(summary));
      assertEquals(
          List.of(.5, 1.5), summary.sections().stream().map(SummarySection::count).toList());
      assertEquals(Summary.Source.CACHE, answer(engine, 30_000).source());
    }
  }

  @Test
  void whereNothingIsSelectedTheSectionThatDeservesMostHasASentence() throws Exception {
    try (SummaryEngine engine = open(.1, .3, .2)) {
      assertEquals(List.of("Four pumps ran all night."), texts(answer(engine, 30_000)));
    }
  }

  @Test
  void aRequestedNumberIsDividedByTheCounts() throws Exception {
    try (SummaryEngine engine = open(.4, .1, .8)) {
      assertEquals(3, texts(answer(engine, 30_000, "sentences", "3")).size());
      assertEquals(
          List.of("Repairs will cost millions."), texts(answer(engine, 30_000, "sentences", "1")));
    }
  }

  @Test
  void theEnginesCapHolds() throws Exception {
    try (SummaryEngine engine = open(s -> new double[] {40, 2, 40}, "sentencesCap", "2")) {
      assertEquals(2, texts(answer(engine, 30_000)).size());
    }
  }

  @Test
  void trigramsBlockUnlessTheEngineSaysOtherwise() throws Exception {
    try (SummaryEngine engine = open(1, 2, 0);
        SummaryEngine unblocked = open(s -> new double[] {1, 2, 0}, "trigramBlocking", "false")) {
      assertEquals(2, texts(answer(engine, 30_000)).size());
      assertEquals(3, texts(answer(unblocked, 30_000)).size());
    }
  }

  @Test
  void theShapeOrTheHeadingsCountIfTheEngineSaysSo() throws Exception {
    Function<List<int[]>, double[]> never =
        sections -> {
          throw new IllegalStateException("must not be asked");
        };
    try (SummaryEngine shape = open(never, "sectionCounter", "shape");
        SummaryEngine headings = open(never, "sectionCounter", "headings")) {
      assertEquals(3, texts(answer(shape, 30_000)).size());
      // None of these headings is of a kind that DANCER summarises.
      assertEquals(1, answer(headings, 30_000).sections().size());
    }
  }

  @Test
  void aCounterThatFailsOrIsLateCostsNoAnswer() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (SummaryEngine failing =
            open(
                sections -> {
                  throw new IllegalStateException("broken");
                });
        SummaryEngine late =
            open(
                sections -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return new double[] {1, 1, 1};
                })) {
      Summary failed = answer(failing, 30_000);
      assertEquals(Summary.Status.FALLBACK, failed.status());
      assertEquals("error:internal", failed.reason());
      assertEquals(3, failed.sections().size());
      Summary timedOut = answer(late, 100);
      assertEquals("timeout", timedOut.reason());
      assertEquals(Summary.Source.EXTRACTIVE, timedOut.source());
      never.countDown();
    }
  }
}
