/**
 * Pairs of documents and summaries on their way to batches: files, filters, the cache of token ids,
 * batches of about the same number of tokens in an order that a seed decides. Start at {@link
 * org.precis.train.data.PreparedData}.
 *
 * <p>May import: {@code token}, Jackson.
 */
package org.precis.train.data;
