package org.precis.summarize;

import java.util.ArrayList;
import java.util.List;
import org.precis.text.Document;
import org.precis.text.Section;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.WhiteSpace;

/**
 * The sentences of a document that a summariser considers: all of them up to a bound, beyond it the
 * first ones of every section.
 *
 * @param sentences in the document's order
 * @param coverage fraction of the document's characters that they were taken from
 */
record SourceSentences(List<SourceSentence> sentences, double coverage) {
  /**
   * Twice what a text of 100,000 words has. At some 150 features a sentence the vectors stay near
   * 20 MB, and ranking takes about a second.
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
    List<Section> sections = document.sections();
    int[] lengths = sections.stream().mapToInt(s -> s.text().length()).toArray();
    int[] shares = FairShare.of(lengths, mostCharacters);
    List<List<Sentence>> found = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      found.add(prefix(sections.get(i).text(), shares[i], splitter, document.language()));
    }
    int[] counts = FairShare.of(found.stream().mapToInt(List::size).toArray(), mostSentences);

    List<SourceSentence> sentences = new ArrayList<>();
    long considered = 0;
    long total = 0;
    for (int i = 0; i < lengths.length; i++) {
      List<Sentence> taken = found.get(i).subList(0, counts[i]);
      for (int j = 0; j < taken.size(); j++) {
        Sentence sentence = taken.get(j);
        sentences.add(
            new SourceSentence(
                WhiteSpace.collapse(sentence.text()),
                i,
                j,
                sections.get(i).offsets().toSource(sentence.span())));
      }
      boolean whole = shares[i] == lengths[i] && counts[i] == found.get(i).size();
      int end = taken.isEmpty() ? 0 : taken.get(taken.size() - 1).span().end();
      considered += whole ? lengths[i] : end;
      total += lengths[i];
    }
    return new SourceSentences(
        List.copyOf(sentences), total == 0 ? 1 : (double) considered / total);
  }

  private static List<Sentence> prefix(
      String text, int length, SentenceSplitter splitter, String language) {
    if (length == text.length()) {
      return splitter.split(text, language);
    }
    List<Sentence> sentences = splitter.split(text.substring(0, length), language);
    // The last sentence was cut by the bound. Drop it, unless it is all there is.
    return sentences.size() > 1 ? sentences.subList(0, sentences.size() - 1) : sentences;
  }
}
