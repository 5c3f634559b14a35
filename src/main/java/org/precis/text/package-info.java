/**
 * Documents as plain values: parsing, language, sentences, sections. Start at {@link
 * org.precis.text.Document}.
 *
 * <p>Every step keeps the way back to the source: a {@link org.precis.text.Section} holds clean
 * text and an {@link org.precis.text.OffsetMap} into the source it was read from.
 *
 * <p>{@link org.precis.text.OpenNlpLanguageDetector} tells languages: a {@code LanguageSample} of
 * the text is cut into {@code TextBlocks}, a {@code LanguageScorer} weighs the languages of each,
 * and a {@code LanguageMixture} decides which are in the text.
 *
 * <p>May import: OpenNLP, ICU, jsoup, commonmark, Jackson. No other package of ours.
 */
package org.precis.text;
