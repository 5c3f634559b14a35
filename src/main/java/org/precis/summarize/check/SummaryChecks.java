package org.precis.summarize.check;

import java.util.List;
import org.precis.text.Document;
import org.precis.text.LanguageDetector;
import org.precis.text.Section;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.WhiteSpace;
import org.precis.text.number.NumberMatcher;
import org.precis.text.word.SentenceEnds;

/**
 * Checks what a model generated before anyone reads it: that there is text, in the language asked
 * for, without loops, with finished sentences, and which of its numbers the document lacks.
 * Immutable and thread-safe.
 */
public final class SummaryChecks {
  /** There is no text. */
  public static final String EMPTY = "empty";

  /** The text is in another language than the one asked for. */
  public static final String LANGUAGE = "language";

  /** The text repeats itself. */
  public static final String REPETITION = "repetition";

  /** Not one sentence is brought to its end. */
  public static final String UNFINISHED = "unfinished";

  private final SentenceSplitter splitter;
  private final LanguageCheck language;
  private final NumberMatcher numbers = new NumberMatcher();

  /** Checks with these means. */
  public SummaryChecks(SentenceSplitter splitter, LanguageDetector detector) {
    this.splitter = splitter;
    this.language = new LanguageCheck(detector);
  }

  /**
   * Checks a summary.
   *
   * <p>An unfinished sentence at the end, cut off by the limit of length, is dropped. A loop fails
   * wherever it is, since what comes before it cannot be trusted either. Numbers of the document's
   * title and headings count as its own.
   *
   * @param summary as the model wrote it
   * @param document what it summarises
   * @param wanted BCP 47 tag of the language asked for
   */
  public CheckedSummary check(String summary, Document document, String wanted) {
    if (WhiteSpace.isAll(summary)) {
      return CheckedSummary.failed(EMPTY);
    }
    // Before the language, which a loop keeps from being detected.
    if (RepetitionCheck.hasLoop(summary)) {
      return CheckedSummary.failed(REPETITION);
    }
    if (!language.isIn(summary, wanted)) {
      return CheckedSummary.failed(LANGUAGE);
    }
    List<String> sentences =
        splitter.split(summary, wanted).stream()
            .map(Sentence::text)
            .map(WhiteSpace::collapse)
            .toList();
    int finished = sentences.size();
    while (finished > 0 && !SentenceEnds.isFinished(sentences.get(finished - 1))) {
      finished--;
    }
    if (finished == 0) {
      return CheckedSummary.failed(UNFINISHED);
    }
    List<String> kept = sentences.subList(0, finished);
    return new CheckedSummary(kept, unsupported(kept, document), "");
  }

  /** The numbers in a summary's sentences that neither text nor headings nor title have. */
  public List<String> unsupported(List<String> sentences, Document document) {
    return numbers.unsupported(String.join(" ", sentences), numbers.values(text(document)));
  }

  private static String text(Document document) {
    StringBuilder text = new StringBuilder(document.title());
    for (Section section : document.sections()) {
      text.append('\n').append(section.heading()).append('\n').append(section.text());
    }
    return text.toString();
  }
}
