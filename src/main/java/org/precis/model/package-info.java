/**
 * What a sequence-to-sequence model is: four calls, known to the search and to nobody's network.
 * Start at {@link org.precis.model.Seq2SeqModel}. Families live in sub-packages, files in {@code
 * model.io}.
 *
 * <p>May import: {@code nn}, {@code token}, {@code text}. The contracts in this package itself
 * import no tensor library, so that a toy model is a few lines.
 */
package org.precis.model;
