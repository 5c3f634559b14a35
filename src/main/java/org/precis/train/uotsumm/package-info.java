/**
 * UOTSumm: a summariser of sections and a counter of sentences, trained together by an alignment of
 * sections and summary sentences that is made anew at every step. Start at {@link
 * org.precis.train.uotsumm.UotSummObjective}.
 *
 * <p>May import: {@code align}, {@code train.data}, {@code train.objective}, {@code train.optim},
 * {@code model.counter}, {@code model.io}, {@code nn}, DJL.
 */
package org.precis.train.uotsumm;
