package org.precis.summarize;

import org.precis.text.Document;

/**
 * A document to summarise.
 *
 * @param document the document, its language known or {@link Document#UNDETERMINED}
 * @param options what is wanted
 * @param deadlineNanos {@link System#nanoTime()} at which the caller wants an answer of some kind
 * @param query words of the search that found the document, for {@link Focus#QUERY}; empty if there
 *     is none
 */
public record SummaryRequest(
    Document document, SummaryOptions options, long deadlineNanos, String query) {
  /** A request that comes of no search. */
  public SummaryRequest(Document document, SummaryOptions options, long deadlineNanos) {
    this(document, options, deadlineNanos, "");
  }

  /** The words that the summary shall look at; empty for none. */
  String focus() {
    return options.focus() == Focus.QUERY ? query.strip() : "";
  }
}
