package org.precis.summarize.source;

import java.util.List;
import org.precis.text.Span;

/**
 * A sentence of a summary.
 *
 * @param text the sentence
 * @param section index of the document's section that it belongs to; −1 if it belongs to none
 * @param evidence places in the document's source (not in its clean text) that support it, best
 *     first
 */
public record SummarySentence(String text, int section, List<Span> evidence) {
  public SummarySentence {
    evidence = List.copyOf(evidence);
  }
}
