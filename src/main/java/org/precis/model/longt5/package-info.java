/**
 * LongT5. Start at {@link org.precis.model.longt5.LongT5Family}.
 *
 * <p>May import: {@code model.t5}, {@code model.transformer} and what that may import.
 */
package org.precis.model.longt5;
