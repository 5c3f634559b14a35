/**
 * The T5 family: T5, mT5. A config, a network, weight names.
 *
 * <p>May import: {@code model}, {@code nn}.
 */
package org.precis.model.t5;
