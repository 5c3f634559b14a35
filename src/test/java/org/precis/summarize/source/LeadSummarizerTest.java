package org.precis.summarize.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.precis.summarize.BundledNews;
import org.precis.text.Document;
import org.precis.text.Span;
import org.precis.text.WhiteSpace;
import org.precis.text.sentence.MultilingualSentenceSplitter;

class LeadSummarizerTest {
  static final List<String> LANGUAGES = BundledNews.LANGUAGES;

  private final LeadSummarizer summarizer = new LeadSummarizer(new MultilingualSentenceSplitter());

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void everyLanguageHasALead(String language) {
    for (BundledNews news : BundledNews.of(language)) {
      Document document = news.document();
      Extract lead = summarizer.summarize(document, 2);
      assertEquals(2, lead.sentences().size(), document.id());
      Span first = lead.sentences().get(0).evidence().get(0);
      assertTrue(first.start() < 60, document.id() + " begins with " + lead.sentences().get(0));
      assertEquals(
          lead.sentences().get(0).text(),
          WhiteSpace.collapse(document.body().substring(first.start(), first.end())));
      assertTrue(lead.coverage() > 0 && lead.coverage() < 0.6, "" + lead.coverage());
    }
  }

  @Test
  void datelinesAndHeadingsArePassedOver() {
    Document document =
        ExtractiveSummarizerTest.plain(
            """
            Tram line approved

            LONDON, 3 May.

            The council approved a new tram line. It will open in three years' time. Work starts soon.
            """);
    Extract lead = summarizer.summarize(document, 2);
    assertEquals(
        List.of("The council approved a new tram line.", "It will open in three years' time."),
        lead.sentences().stream().map(SummarySentence::text).toList());
    assertTrue(!lead.complete());
  }

  @Test
  void aShortFirstSectionIsContinuedByTheNext() {
    Document report = ExtractiveSummarizerTest.report("cold-chain-audit.md");
    List<SummarySentence> lead = summarizer.summarize(report, 5).sentences();
    assertEquals(5, lead.size());
    assertTrue(lead.get(4).section() > lead.get(0).section());
  }

  @Test
  void aDocumentOfFragmentsGivesFragments() {
    Extract lead = summarizer.summarize(ExtractiveSummarizerTest.plain("Bread\n\nMilk"), 1);
    assertEquals("Bread", lead.sentences().get(0).text());
  }

  @Test
  void aDocumentWithoutTextGivesNothing() {
    assertEquals(
        new Extract(List.of(), 1), summarizer.summarize(ExtractiveSummarizerTest.plain(""), 3));
  }

  @Test
  void noSentenceCannotBeAskedFor() {
    assertThrows(
        IllegalArgumentException.class,
        () -> summarizer.summarize(ExtractiveSummarizerTest.plain("Rain."), 0));
  }
}
