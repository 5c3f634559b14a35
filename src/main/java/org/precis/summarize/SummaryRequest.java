package org.precis.summarize;

import org.precis.text.Document;

/**
 * A document to summarise.
 *
 * @param document the document, its language known or {@link Document#UNDETERMINED}
 * @param options what is wanted
 * @param deadlineNanos {@link System#nanoTime()} at which the caller wants an answer of some kind
 */
public record SummaryRequest(Document document, SummaryOptions options, long deadlineNanos) {}
