package org.precis.solr.update;

/**
 * A section as it is indexed.
 *
 * @param ordinal index among the sections of the source; that of the first, if several were put
 *     together
 * @param heading its heading; empty if it has none
 * @param level its level; 0 without a heading
 * @param text its clean text
 * @param value the value of the body field that it stands in
 * @param start where it begins there, in UTF-16 units
 * @param end where it ends
 * @param merged how many sections of the source it holds
 */
record PlacedSection(
    int ordinal,
    String heading,
    int level,
    String text,
    int value,
    int start,
    int end,
    int merged) {}
