/**
 * Summaries of documents. Start at {@link org.precis.summarize.SummaryEngine}, which has the queue,
 * the batches, the deadlines and the cache; {@link org.precis.summarize.source} has summaries made
 * of the document's own sentences, {@link org.precis.summarize.check} the checks of a model's.
 *
 * <p>May import: text, token, model, decode.
 */
package org.precis.summarize;
