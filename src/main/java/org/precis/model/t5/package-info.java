/**
 * The T5 family: T5, mT5, umT5. {@link org.precis.model.t5.T5Family} reads their configurations,
 * {@link org.precis.model.t5.T5Config} says in what they differ from other transformers, {@link
 * org.precis.model.t5.T5Names} has the names of their weights.
 *
 * <p>May import: {@code model.transformer} and what that may import.
 */
package org.precis.model.t5;
