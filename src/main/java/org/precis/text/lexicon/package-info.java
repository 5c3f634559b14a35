/**
 * Bilingual lexicons: learned from sentence pairs by {@link
 * org.precis.text.lexicon.LexiconLearner}, used to gloss foreign text word by word in English by
 * {@link org.precis.text.lexicon.Lexicon}. For training, {@link
 * org.precis.text.lexicon.BackGlosser} puts English into glosses.
 *
 * <p>May import: ICU. No other package of ours but {@code text} and {@code text.number}.
 */
package org.precis.text.lexicon;
