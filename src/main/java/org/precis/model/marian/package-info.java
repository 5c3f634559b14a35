/**
 * Marian (Helsinki-NLP's opus-mt models). Start at {@link org.precis.model.marian.MarianFamily}.
 *
 * <p>May import: {@code model.bart}, {@code model.transformer} and what that may import.
 */
package org.precis.model.marian;
