/**
 * The T5 family: T5, mT5. Start at {@link org.precis.model.t5.T5Network}, which reads top to
 * bottom; {@link org.precis.model.t5.T5Config} has its sizes, {@link org.precis.model.t5.T5Names}
 * the names of its weights in a checkpoint.
 *
 * <p>May import: {@code model}, {@code model.session}, {@code nn}.
 */
package org.precis.model.t5;
