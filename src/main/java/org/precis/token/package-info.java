/**
 * Text to token ids and back. Start at {@link org.precis.token.Tokenizer}.
 *
 * <p>May import: {@code text}, DJL's tokenizers, Jackson, ICU.
 */
package org.precis.token;
