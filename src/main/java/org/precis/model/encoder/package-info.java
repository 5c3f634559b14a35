/**
 * Encoders that give vectors of texts: BERT, RoBERTa, XLM-RoBERTa, and the first half of any
 * encoder–decoder transformer. Start at {@link org.precis.model.encoder.TransformerTextEncoder};
 * what callers see is {@link org.precis.model.TextEncoder}.
 *
 * <p>May import: {@code model.transformer} and what that may import.
 */
package org.precis.model.encoder;
