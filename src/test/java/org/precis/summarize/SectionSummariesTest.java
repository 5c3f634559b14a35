package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Span;

/** Summaries of documents by sections, by a model and without one. */
class SectionSummariesTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everySectionHasAsManyOfTheModelsSentencesAsItDeserves(boolean marked) throws Exception {
    TopicModel model = model(marked);
    try (SummaryEngine engine = open(config(), model)) {
      Summary summary = answer(engine, REPORT, "sentences", "5");
      assertEquals(Summary.Status.OK, summary.status());
      assertEquals(Summary.Source.MODEL, summary.source());
      assertEquals("en", summary.language());
      assertEquals("de", summary.sourceLanguage());
      // The ends of a document weigh double: 2, 1, 2.
      assertEquals(List.of("Das Tor", "Die Pumpen", "Die Kosten"), headings(summary));
      assertEquals(List.of(2, 1, 2), sizes(summary));
      assertEquals(
          "The old gate stuck on Monday. Nobody had oiled its rails. Four pumps ran all night."
              + " Repairs will cost millions. The city pays half of them.",
          summary.text());
      assertEquals(List.of(2), summary.sections().get(1).sentences());
      for (SummarySection section : summary.sections()) {
        assertEquals(section.sentences().size(), Math.round(section.count()));
        for (int sentence : section.sentences()) {
          assertEquals(section.section(), summary.sentences().get(sentence).section());
        }
      }
    }
  }

  @Test
  void sectionsOfDocumentsAreDecodedTogetherAndSharedOnesOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    TopicModel model = new TopicModel(ANSWERS, true, topic -> go.await());
    String other = REPORT.substring(0, REPORT.indexOf("## Die Kosten"));
    try (SummaryEngine engine = open(config(), model)) {
      SummaryJob blocking =
          engine.submit(request(engine, REPORT, 30_000, "", "mode", "crosslingual"));
      while (engine.status().running() == 0) {
        Thread.sleep(5);
      }
      SummaryJob one = engine.submit(request(engine, REPORT, 30_000, "", "sentences", "3"));
      SummaryJob two = engine.submit(request(engine, other, 30_000, "", "sentences", "2"));
      // The two have two sections in common, each of one sentence.
      assertEquals(3, engine.status().queued());
      go.countDown();
      blocking.await(() -> false);
      assertEquals(List.of(1, 1, 1), sizes(one.await(() -> false)));
      assertEquals(List.of(1, 1), sizes(two.await(() -> false)));
      assertEquals(2, model.batches());
      assertEquals(4, model.summaries().size());
    }
  }

  @Test
  void aSharedSectionComesOutOfTheCacheWithPlacesOfItsOwnDocument() throws Exception {
    // Numbers are what evidence across languages rests on.
    String section = "## Die Pumpen\n\nVier *pump* liefen um 4711 Uhr, so hieß es. Es regnete.\n";
    Map<String, List<String>> answers = Map.of("pump", List.of("It was 4711 when they ran."));
    TopicModel model = new TopicModel(answers, true, topic -> {});
    try (SummaryEngine engine = open(config(), model)) {
      Summary one = answer(engine, section, "sentences", "1");
      String shifted = "## Leer\n\n.\n\n" + section;
      Summary two = answer(engine, shifted, "sentences", "1", "focus", "none");
      assertEquals(1, model.summaries().size());
      assertEquals(Summary.Source.CACHE, two.source());
      assertEquals(one.text(), two.text());
      Span place = one.sentences().get(0).evidence().get(0);
      Span moved = two.sentences().get(0).evidence().get(0);
      String quote = section.substring(place.start(), place.end());
      assertTrue(quote.startsWith("Vier *pump*"), quote);
      assertEquals(quote, shifted.substring(moved.start(), moved.end()));
    }
  }

  @Test
  void theSecondAnswerComesOutOfTheCacheAndOthersDoNot() throws Exception {
    TopicModel model = model(true);
    try (SummaryEngine engine = open(config(), model)) {
      Summary first = answer(engine, REPORT, "sentences", "3");
      Summary second = answer(engine, REPORT, "sentences", "3");
      assertEquals(Summary.Source.CACHE, second.source());
      assertEquals(first.text(), second.text());
      assertEquals(first.sections(), second.sections());
      assertEquals(3, model.summaries().size());
      // One more for the ends, and the middle as before.
      answer(engine, REPORT, "sentences", "5");
      assertEquals(5, model.summaries().size());
      Summary only =
          answer(
              engine,
              "## Neu\n\nDie neue pump läuft gut, sagt der Wärter am Fluss.",
              "cache",
              "only");
      assertEquals(Summary.Status.FALLBACK, only.status());
      assertEquals("cache_miss", only.reason());
      assertEquals(5, model.summaries().size());
    }
  }

  @Test
  void sectionsThatWereDoneInTimeAreKept() throws Exception {
    AtomicBoolean slow = new AtomicBoolean(true);
    TopicModel model =
        new TopicModel(
            ANSWERS,
            true,
            topic -> {
              if (slow.get() && topic.equals("costs")) {
                Thread.sleep(400);
              }
            });
    try (SummaryEngine engine = open(config("batchSize", "1"), model)) {
      Summary summary =
          engine.submit(request(engine, REPORT, 700, "", "sentences", "5")).await(() -> false);
      assertEquals(Summary.Status.PARTIAL, summary.status());
      assertEquals("timeout", summary.reason());
      assertEquals(Summary.Source.MODEL, summary.source());
      List<SummarySection> sections = summary.sections();
      assertEquals(Summary.Source.MODEL, sections.get(0).source());
      assertEquals("", sections.get(0).reason());
      assertEquals("en", sections.get(0).language());
      assertEquals(Summary.Source.EXTRACTIVE, sections.get(2).source());
      assertEquals("timeout", sections.get(2).reason());
      assertEquals("de", sections.get(2).language());
      assertEquals(2, sections.get(2).sentences().size());
      SummarySentence own = summary.sentences().get(sections.get(2).sentences().get(0));
      assertTrue(REPORT.replaceAll("\\s+", " ").contains(own.text()), own.text());
      assertEquals(1, engine.status().timeouts());
      slow.set(false);
      // What is cut is not kept, what was done is.
      Summary later = answer(engine, REPORT, "sentences", "5");
      assertEquals(Summary.Status.OK, later.status());
      assertEquals(1, model.summaries().stream().filter("gate"::equals).count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead", "none"})
  void aMissingSectionIsWhatTheRequestWants(String fallback) throws Exception {
    TopicModel model =
        new TopicModel(
            ANSWERS,
            true,
            topic -> {
              if (topic.equals("pump")) {
                throw new IllegalStateException("no idea");
              }
            });
    try (SummaryEngine engine = open(config("batchSize", "1"), model)) {
      Summary summary = answer(engine, REPORT, "sentences", "3", "fallback", fallback);
      assertEquals(Summary.Status.PARTIAL, summary.status());
      SummarySection pumps = summary.sections().get(1);
      assertEquals("error:internal", pumps.reason());
      if (fallback.equals("none")) {
        assertEquals(List.of(), pumps.sentences());
        assertEquals(Summary.Source.NONE, pumps.source());
        assertEquals(2, summary.sentences().size());
      } else {
        assertEquals(
            "Jede pump lief die ganze Nacht hindurch, bis das Wasser sank.",
            summary.sentences().get(1).text());
      }
    }
  }

  @Test
  void withoutAModelTheSectionsSpeakForThemselves() {
    try (SummaryEngine engine =
        SummaryEngine.open(EngineConfig.parse("plain", Map.of("type", "extractive")))) {
      Summary summary = answer(engine, REPORT, "sentences", "5");
      assertEquals(Summary.Status.OK, summary.status());
      assertEquals(Summary.Source.EXTRACTIVE, summary.source());
      assertEquals(List.of(2, 1, 2), sizes(summary));
      for (SummarySentence sentence : summary.sentences()) {
        Span place = sentence.evidence().get(0);
        String source = REPORT.substring(place.start(), place.end());
        assertEquals(sentence.text(), source.replace("*", "").replaceAll("\\s+", " "));
      }
      Summary again = answer(engine, REPORT, "sentences", "5");
      assertEquals(Summary.Source.CACHE, again.source());
      assertEquals(summary.sections(), again.sections());
    }
  }

  @Test
  void theQueryDecidesWhereToLookIfAskedTo() {
    try (SummaryEngine engine =
        SummaryEngine.open(EngineConfig.parse("plain", Map.of("type", "extractive")))) {
      Summary unfocused =
          engine
              .submit(request(engine, REPORT, 1000, "Pumpen Feuerwehr", "sentences", "3"))
              .await(() -> false);
      assertEquals(List.of(1, 1, 1), sizes(unfocused));
      Summary focused =
          engine
              .submit(
                  request(
                      engine, REPORT, 1000, "Pumpen Feuerwehr", "sentences", "3", "focus", "query"))
              .await(() -> false);
      assertEquals(2, sizes(focused).get(headings(focused).indexOf("Die Pumpen")));
      assertEquals(3, focused.sentences().size());
      Summary foreign =
          engine
              .submit(request(engine, REPORT, 1000, "бабочка", "sentences", "3", "focus", "query"))
              .await(() -> false);
      assertEquals(List.of(1, 1, 1), sizes(foreign));
    }
  }

  @Test
  void aSentenceThatRepeatsAnEarlierSectionIsDropped() throws Exception {
    Map<String, List<String>> answers = new HashMap<>(ANSWERS);
    answers.put("pump", List.of("Before dawn the old gate stuck fast."));
    TopicModel model = new TopicModel(answers, true, topic -> {});
    try (SummaryEngine engine = open(config(), model)) {
      Summary summary = answer(engine, REPORT, "sentences", "3");
      assertEquals(List.of(1, 0, 1), sizes(summary));
      assertEquals("The old gate stuck on Monday. Repairs will cost millions.", summary.text());
      assertEquals(Summary.Status.OK, summary.status());
    }
  }

  @Test
  void numbersAreLookedForInTheWholeDocument() throws Exception {
    Map<String, List<String>> answers = new HashMap<>(ANSWERS);
    answers.put("gate", List.of("The gate stuck for 4711 minutes and 98765 seconds in the night."));
    String body = REPORT + "\n\nDie Kosten: 4711 Taler, costs und mehr.";
    TopicModel model = new TopicModel(answers, true, topic -> {});
    try (SummaryEngine engine = open(config("checks", "true"), model)) {
      Summary summary = answer(engine, body, "sentences", "3");
      assertEquals(Summary.Source.MODEL, summary.sections().get(0).source());
      assertEquals(List.of("98765"), summary.unsupported());
    }
  }
}
