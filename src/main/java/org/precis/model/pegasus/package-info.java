/**
 * Pegasus. Start at {@link org.precis.model.pegasus.PegasusFamily}.
 *
 * <p>May import: {@code model.bart}, {@code model.transformer} and what that may import.
 */
package org.precis.model.pegasus;
