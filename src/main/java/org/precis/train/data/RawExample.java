package org.precis.train.data;

/**
 * A document and its summary as read.
 *
 * @param document key of the target document: what must not be split between training and
 *     validation. Never empty
 * @param language of the source, such as {@code arabic}; {@code und} where nothing says it
 * @param source text of the document
 * @param target text of the summary
 */
public record RawExample(String document, String language, String source, String target) {}
