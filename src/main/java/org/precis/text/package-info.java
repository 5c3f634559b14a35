/**
 * Documents as plain values: parsing, language, sentences, sections. Start at {@link
 * org.precis.text.Document}.
 *
 * <p>Every step keeps the way back to the source: a {@link org.precis.text.Section} holds clean
 * text and an {@link org.precis.text.OffsetMap} into the source it was read from.
 *
 * <p>May import: OpenNLP, ICU, jsoup, commonmark, Jackson. No other package of ours.
 */
package org.precis.text;
