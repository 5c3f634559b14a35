/**
 * BigBird-Pegasus. Start at {@link org.precis.model.bigbird.BigBirdPegasusFamily}.
 *
 * <p>May import: {@code model.bart}, {@code model.transformer} and what that may import.
 */
package org.precis.model.bigbird;
