package org.precis.summarize.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.summarize.BundledNews;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.Span;
import org.precis.text.TextFormat;
import org.precis.text.WhiteSpace;
import org.precis.text.sentence.MultilingualSentenceSplitter;

class ExtractiveSummarizerTest {
  static final List<String> LANGUAGES = BundledNews.LANGUAGES;

  private final MultilingualSentenceSplitter splitter = new MultilingualSentenceSplitter();
  private final ExtractiveSummarizer summarizer = new ExtractiveSummarizer(splitter);

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void everyLanguageHasExtracts(String language) {
    for (BundledNews news : BundledNews.of(language)) {
      Extract extract = summarizer.summarize(news.document(), 3);
      assertEquals(3, extract.sentences().size(), news.document().id());
      assertTrue(extract.complete());
      assertQuotesInOrder(news.document(), extract);
      assertEquals(extract, summarizer.summarize(news.document(), 3), "twice the same");
      for (SummarySentence sentence : extract.sentences()) {
        assertTrue(SentenceShape.isSentence(sentence.text()), sentence.text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cold-chain-audit.md",
        "harbour-flood-review.md",
        "night-trains-evaluation.html",
        "soil-salinity-study.xml"
      })
  void longReportsAreCoveredSectionBySection(String name) {
    Document report = report(name);
    Extract extract = summarizer.summarize(report, 8);
    assertQuotesInOrder(report, extract);
    Set<Integer> sections = new HashSet<>();
    extract.sentences().forEach(s -> sections.add(s.section()));
    assertTrue(sections.size() >= 6, "8 sentences come from the sections " + sections);
  }

  @Test
  void theCentralSentenceComesFirst() {
    Document document =
        plain(
            "A friend of mine once told a long story about a red bicycle in the rain.\n\n"
                + "The harbour bridge was closed on Monday after engineers found cracks in a pillar."
                + " Engineers expect that repairs of the harbour bridge will take three weeks."
                + " Because the harbour bridge is closed, ferries will run every ten minutes."
                + " Nobody in the small bakery on the corner had noticed anything unusual at all.");
    String text = summarizer.summarize(document, 1).sentences().get(0).text();
    assertTrue(text.contains("harbour bridge"), text);
  }

  @Test
  void aSentenceIsNotToldTwice() {
    String said = "The city council approved a new tram line to the airport on Tuesday evening.";
    Document document =
        plain(
            said
                + "\n\n"
                + said.replace("Tuesday evening", "Tuesday")
                + "\n\n"
                + "The new tram line will cost the city about 300 million euros by next year."
                + "\n\nFarmers in the north meanwhile protest against low milk prices in the shops.");
    List<SummarySentence> chosen = summarizer.summarize(document, 2).sentences();
    assertEquals(
        1, chosen.stream().filter(s -> s.text().startsWith("The city council approved")).count());
  }

  @Test
  void headingsBylinesAndTablesAreLeftOut() {
    Document document =
        plain(
            """
            By Jane Roe

            LONDON, 3 May

            Tram line approved

            The city council approved a new tram line to the airport on Tuesday.

            12 | 34 | 56 | 78 | 90 | 11 | 22 | 33 | a | b | c | d | e | f

            Photo: J. Roe
            """);
    assertEquals(
        List.of("The city council approved a new tram line to the airport on Tuesday."),
        summarizer.summarize(document, 3).sentences().stream().map(SummarySentence::text).toList());
  }

  @Test
  void aDocumentOfFragmentsGivesFragments() {
    Document document = plain("Bread\n\nMilk\n\nApples and pears");
    assertEquals(2, summarizer.summarize(document, 2).sentences().size());
  }

  @Test
  void aDocumentWithoutTextGivesNothing() {
    Extract extract = summarizer.summarize(plain(""), 3);
    assertEquals(new Extract(List.of(), 1), extract);
  }

  @Test
  void moreSentencesThanThereAreGivesAll() {
    Document document =
        plain("Rain fell on the whole country today. The sun will shine tomorrow again.");
    assertEquals(2, summarizer.summarize(document, 50).sentences().size());
  }

  @Test
  void noSentenceCannotBeAskedFor() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> summarizer.summarize(plain("Rain fell."), 0));
    assertEquals("a summary has at least 1 sentence, got 0", e.getMessage());
  }

  @Test
  void ofTooLongADocumentEachSectionsBeginningIsConsidered() {
    Document report = report("cold-chain-audit.md");
    SourceSentences bounded = SourceSentences.of(report, splitter, 40, 1_000_000);
    assertEquals(40, bounded.sentences().size());
    Set<Integer> sections = new HashSet<>();
    bounded.sentences().forEach(s -> sections.add(s.section()));
    long withText = report.sections().stream().filter(s -> !s.text().isBlank()).count();
    assertEquals(withText, sections.size());
    assertTrue(bounded.coverage() > 0.1 && bounded.coverage() < 0.6, "" + bounded.coverage());

    SourceSentences cut = SourceSentences.of(report, splitter, 10_000, 6_000);
    assertTrue(cut.coverage() > 0.05 && cut.coverage() < 0.4, "" + cut.coverage());
    SourceSentences all = SourceSentences.of(report, splitter);
    assertEquals(1, all.coverage());
    assertFalse(all.sentences().size() <= 40);
  }

  @Test
  void aHundredThousandWordsAreConsideredWhole() {
    Document document = plain(randomWords(100_000));
    Extract extract = summarizer.summarize(document, 5);
    assertTrue(extract.complete());
    assertQuotesInOrder(document, extract);
    assertEquals(5, extract.sentences().size());
  }

  /** Paragraphs of five sentences of up to 29 made-up words. */
  static String randomWords(int words) {
    java.util.Random random = new java.util.Random(7);
    StringBuilder text = new StringBuilder();
    int inSentence = 0;
    int length = 0;
    for (int i = 0; i < words; i++) {
      if (inSentence == length) {
        text.append(i == 0 ? "" : i % 5 == 0 ? ".\n\n" : ". ").append("The");
        inSentence = 0;
        length = 10 + random.nextInt(20);
      }
      text.append(' ')
          .append(
              Integer.toString(1296 + (int) (20_000 * Math.pow(random.nextDouble(), 3)), 36)
                  .replaceAll("[0-9]", "e"));
      inSentence++;
    }
    return text.append('.').toString();
  }

  static Document plain(String text) {
    return new DocumentParser().parse("x", "", text, TextFormat.PLAIN).withLanguage("en");
  }

  static Document report(String name) {
    return new DocumentParser()
        .parse(name, "", BundledNews.resource("/demo/reports/" + name), TextFormat.AUTO)
        .withLanguage("en");
  }

  private static void assertQuotesInOrder(Document document, Extract extract) {
    List<Integer> starts = new ArrayList<>();
    for (SummarySentence sentence : extract.sentences()) {
      assertEquals(1, sentence.evidence().size());
      Span span = sentence.evidence().get(0);
      String quoted = document.body().substring(span.start(), span.end());
      String plain = quoted.replaceAll("<[^>]*>|[*_`]", "");
      assertEquals(sentence.text(), WhiteSpace.collapse(plain).strip());
      assertTrue(document.sections().get(sentence.section()).text().length() > 0);
      starts.add(span.start());
    }
    assertEquals(starts.stream().sorted().toList(), starts, "in the order of the source");
  }
}
