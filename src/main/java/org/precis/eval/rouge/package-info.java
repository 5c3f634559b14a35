/**
 * ROUGE as two reference tools compute it: Google's {@code rouge_score} and the multilingual one of
 * XL-Sum and CrossSum. Start at {@link org.precis.eval.rouge.Rouge}.
 *
 * <p>May import: {@code org.precis.eval}, Lucene's stemmers and analysers, ICU.
 */
package org.precis.eval.rouge;
