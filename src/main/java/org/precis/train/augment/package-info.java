/**
 * Pseudo-pairs for languages with few: English documents some of whose sentences are translated, as
 * in ACROSS (section 3.4). Start at {@link org.precis.train.augment.DataAugmentation}.
 *
 * <p>May import: {@code train.data}, {@code text}, {@code eval.rouge}, {@code decode}, {@code
 * model}, {@code token}, Jackson.
 */
package org.precis.train.augment;
