package org.precis.summarize.source;

import java.util.ArrayList;
import java.util.List;
import org.precis.text.Document;
import org.precis.text.SentenceSplitter;

/**
 * Summarises a document by its first sentences, passing over headings, datelines and other
 * fragments. Immutable and thread-safe.
 */
public final class LeadSummarizer {
  /** Characters of a section to look at for each sentence asked for; most have below 300. */
  private static final int CHARACTERS_PER_SENTENCE = 4_000;

  private final SentenceSplitter splitter;

  /** A summariser of what {@code splitter} takes for sentences. */
  public LeadSummarizer(SentenceSplitter splitter) {
    this.splitter = splitter;
  }

  /**
   * The first sentences of {@code document}. Fragments are taken only from a document that has
   * nothing else.
   *
   * @param sentences how many at most
   * @return its coverage is the share of characters up to the last sentence
   * @throws IllegalArgumentException if {@code sentences} is below 1
   */
  public Extract summarize(Document document, int sentences) {
    ExtractiveSummarizer.requirePositive(sentences);
    List<SourceSentence> lead = new ArrayList<>();
    List<SourceSentence> fragments = new ArrayList<>();
    for (int i = 0; i < document.sections().size() && lead.size() < sentences; i++) {
      int length = document.sections().get(i).text().length();
      int looked = (int) Math.min(length, (long) CHARACTERS_PER_SENTENCE * (sentences + 1));
      for (SourceSentence sentence : SourceSentence.ofSection(document, i, looked, splitter)) {
        (SentenceShape.isSentence(sentence.text()) ? lead : fragments).add(sentence);
      }
    }
    List<SourceSentence> found = lead.isEmpty() ? fragments : lead;
    List<SourceSentence> taken = found.subList(0, Math.min(sentences, found.size()));
    return new Extract(
        taken.stream().map(SourceSentence::quoted).toList(), coverage(document, taken));
  }

  private static double coverage(Document document, List<SourceSentence> taken) {
    if (taken.isEmpty()) {
      return SourceSentences.coverage(document, 0);
    }
    SourceSentence last = taken.get(taken.size() - 1);
    long read = last.end();
    for (int i = 0; i < last.section(); i++) {
      read += document.sections().get(i).text().length();
    }
    return SourceSentences.coverage(document, read);
  }
}
