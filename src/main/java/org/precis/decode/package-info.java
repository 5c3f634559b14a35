/**
 * Search over a model. Start at {@link org.precis.decode.BeamSearch}, which runs a batch; {@code
 * BeamSourceSearch} has the bookkeeping of one source, {@code EndOfSequence} says when a sequence
 * is finished, and each {@code LogitsProcessor} is one rule on what may follow.
 *
 * <p>May import: {@code model} (its contracts only; never DJL).
 */
package org.precis.decode;
