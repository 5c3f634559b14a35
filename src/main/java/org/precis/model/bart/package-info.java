/**
 * BART and mBART. Also what Hugging Face's descendants of BART share with them: names of weights
 * ({@link org.precis.model.bart.BartNames}) and fields of configurations ({@link
 * org.precis.model.bart.BartFields}).
 *
 * <p>May import: {@code model.transformer} and what that may import.
 */
package org.precis.model.bart;
