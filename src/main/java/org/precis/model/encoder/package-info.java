/**
 * Encoders: BERT, RoBERTa, XLM-RoBERTa. Start at {@link org.precis.model.encoder.BertFamily}; what
 * callers see is {@link org.precis.model.TextEncoder}.
 *
 * <p>May import: {@code model.transformer} and what that may import.
 */
package org.precis.model.encoder;
