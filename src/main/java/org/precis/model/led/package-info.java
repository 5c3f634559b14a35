/**
 * LED, the Longformer encoder–decoder. Start at {@link org.precis.model.led.LedFamily}.
 *
 * <p>May import: {@code model.bart}, {@code model.transformer} and what that may import.
 */
package org.precis.model.led;
