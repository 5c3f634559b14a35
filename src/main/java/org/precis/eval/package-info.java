/**
 * Metrics on plain values: texts, token lists and arrays in, numbers out. Start at {@link
 * org.precis.eval.rouge.Rouge}.
 *
 * <p>Models enter by one small interface, {@link org.precis.eval.embedding.TokenEncoder}; no tensor
 * library is seen here. {@link org.precis.eval.report} puts the metrics together for a file of
 * predictions.
 *
 * <p>May import: {@code org.precis.text}, Lucene's analysers, ICU, and Jackson in the report.
 */
package org.precis.eval;
