package org.precis.summarize.source;

import java.util.List;
import org.precis.text.Document;
import org.precis.text.Section;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.Span;
import org.precis.text.WhiteSpace;

/**
 * A sentence of a document.
 *
 * @param text the sentence, each run of white space as one space
 * @param section index of its section
 * @param end offset of its end in the section's text
 * @param source its place in the document's source
 */
record SourceSentence(String text, int section, int end, Span source) {
  /**
   * The sentences of a section's beginning.
   *
   * @param length characters of the section to look at; where that is not all of them, the last
   *     sentence is left out, since the bound may have cut it, unless it is the only one
   */
  static List<SourceSentence> ofSection(
      Document document, int index, int length, SentenceSplitter splitter) {
    Section section = document.sections().get(index);
    boolean whole = length == section.text().length();
    String text = whole ? section.text() : section.text().substring(0, length);
    List<Sentence> sentences = splitter.split(text, document.language());
    if (!whole && sentences.size() > 1) {
      sentences = sentences.subList(0, sentences.size() - 1);
    }
    return sentences.stream()
        .map(
            s ->
                new SourceSentence(
                    WhiteSpace.collapse(s.text()),
                    index,
                    s.span().end(),
                    section.offsets().toSource(s.span())))
        .toList();
  }

  /** The sentence as part of a summary, its own place as evidence. */
  SummarySentence quoted() {
    return new SummarySentence(text, section, List.of(source));
  }
}
