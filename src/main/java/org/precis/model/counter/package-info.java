/**
 * The network that assigns numbers of sentences to sections (ASSC of UOTSumm), on the states of a
 * summariser's encoder. Start at {@link org.precis.model.counter.CounterNetwork}.
 *
 * <p>May import: {@code model}, {@code model.session}, {@code nn}, DJL.
 */
package org.precis.model.counter;
