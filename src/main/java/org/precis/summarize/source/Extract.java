package org.precis.summarize.source;

import java.util.List;

/**
 * Sentences taken from a document as they are.
 *
 * @param sentences in the order of the document; the evidence of each is its own place there
 * @param coverage fraction of the document's characters that was considered, from 0 to 1; 1 for a
 *     document without text
 */
public record Extract(List<SummarySentence> sentences, double coverage) {
  public Extract {
    sentences = List.copyOf(sentences);
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage is a fraction from 0 to 1, got " + coverage);
    }
  }

  /** Whether every character of the document was considered. */
  public boolean complete() {
    return coverage == 1;
  }
}
