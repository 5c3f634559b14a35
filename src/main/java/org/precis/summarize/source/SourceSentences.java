package org.precis.summarize.source;

import java.util.ArrayList;
import java.util.List;
import org.precis.text.Document;
import org.precis.text.SentenceSplitter;

/**
 * The sentences of a document that a summariser considers: all of them up to a bound, beyond it the
 * first ones of every section.
 *
 * @param sentences in the document's order
 * @param coverage fraction of the document's characters that they were taken from
 */
record SourceSentences(List<SourceSentence> sentences, double coverage) {
  /**
   * Twice what a text of 100,000 words has. At some 150 features a sentence their vectors take
   * about 20 MB, and ranking them about a second.
   */
  static final int MOST_SENTENCES = 10_000;

  /** So many characters have about that many sentences; the splitter sees no more of a text. */
  static final int MOST_CHARACTERS = 2_000_000;

  /** The sentences of {@code document}, within the bounds. */
  static SourceSentences of(Document document, SentenceSplitter splitter) {
    return of(document, splitter, MOST_SENTENCES, MOST_CHARACTERS);
  }

  /** The sentences of {@code document}, within the given bounds. */
  static SourceSentences of(
      Document document, SentenceSplitter splitter, int mostSentences, int mostCharacters) {
    int[] lengths = document.sections().stream().mapToInt(s -> s.text().length()).toArray();
    int[] shares = FairShare.of(lengths, mostCharacters);
    List<List<SourceSentence>> found = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      found.add(SourceSentence.ofSection(document, i, shares[i], splitter));
    }
    int[] counts = FairShare.of(found.stream().mapToInt(List::size).toArray(), mostSentences);

    List<SourceSentence> sentences = new ArrayList<>();
    long considered = 0;
    for (int i = 0; i < lengths.length; i++) {
      List<SourceSentence> taken = found.get(i).subList(0, counts[i]);
      sentences.addAll(taken);
      boolean whole = shares[i] == lengths[i] && counts[i] == found.get(i).size();
      int end = taken.isEmpty() ? 0 : taken.get(taken.size() - 1).end();
      considered += whole ? lengths[i] : end;
    }
    return new SourceSentences(List.copyOf(sentences), coverage(document, considered));
  }

  /** What share of a document's text {@code characters} are; 1 for a document without text. */
  static double coverage(Document document, long characters) {
    return document.textLength() == 0 ? 1 : (double) characters / document.textLength();
  }
}
