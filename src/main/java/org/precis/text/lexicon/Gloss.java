package org.precis.text.lexicon;

import org.precis.text.OffsetMap;

/**
 * A foreign text with English words in the place of its own.
 *
 * @param text the words in the order of the source
 * @param map leads from this text to the source
 */
public record Gloss(String text, OffsetMap map) {}
