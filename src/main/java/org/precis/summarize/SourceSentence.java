package org.precis.summarize;

import org.precis.text.Span;

/**
 * A sentence of a document.
 *
 * @param text the sentence, each run of white space as one space
 * @param section index of its section
 * @param position how many sentences of the section precede it
 * @param source its place in the document's source
 */
record SourceSentence(String text, int section, int position, Span source) {
  /** The sentence as part of a summary, its own place as evidence. */
  SummarySentence quoted() {
    return new SummarySentence(text, section, java.util.List.of(source));
  }
}
