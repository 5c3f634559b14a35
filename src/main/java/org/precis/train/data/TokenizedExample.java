package org.precis.train.data;

/**
 * A document and its summary as token ids.
 *
 * @param group key of the target document: rows of one document in several languages share it
 * @param language number of the source's language; see {@link PreparedData#languages}
 * @param source ids, end token included
 * @param target ids, end token included, decoder start not
 */
public record TokenizedExample(long group, int language, int[] source, int[] target) {}
