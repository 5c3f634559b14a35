/**
 * Summaries of documents: extractive, lead, cross-lingual; the engine with its queue, batches,
 * deadlines and cache.
 *
 * <p>May import: text, token, model, decode.
 */
package org.precis.summarize;
