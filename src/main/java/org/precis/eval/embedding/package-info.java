/**
 * Metrics that compare texts by a model's vectors: BERTScore, MoverScore, LaSE. The model stands
 * behind {@link org.precis.eval.embedding.TokenEncoder} or {@link
 * org.precis.eval.embedding.TextEncoder}; start at {@link org.precis.eval.embedding.BertScore}.
 *
 * <p>May import: {@code org.precis.eval}, {@code org.precis.text}. No tensor library.
 */
package org.precis.eval.embedding;
