/**
 * Cuts texts into sentences, in any language. Start at {@link
 * org.precis.text.sentence.MultilingualSentenceSplitter}.
 *
 * <p>Rules of our own decide wherever punctuation is clear; OpenNLP's models (English, German,
 * French) or ICU (all others) are asked only about stops that may or may not end a sentence.
 *
 * <p>May import: OpenNLP, ICU, {@code org.precis.text}.
 */
package org.precis.text.sentence;
