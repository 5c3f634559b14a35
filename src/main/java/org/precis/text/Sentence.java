package org.precis.text;

/**
 * A sentence of a text.
 *
 * @param text the sentence without surrounding white space
 * @param span where it stands in the text that was split
 */
public record Sentence(String text, Span span) {}
