/**
 * M2M100 and NLLB. Start at {@link org.precis.model.m2m100.M2M100Family}.
 *
 * <p>May import: {@code model.bart}, {@code model.transformer} and what that may import.
 */
package org.precis.model.m2m100;
