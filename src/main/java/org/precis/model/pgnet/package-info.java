/**
 * PGNet, the pointer-generator network with coverage (See et al. 2017): recurrent, with an output
 * distribution that mixes words of the vocabulary with words copied from the source. Start at
 * {@link org.precis.model.pgnet.PointerNetwork}, the reference; {@link
 * org.precis.model.pgnet.ScriptedPointer} serves.
 *
 * <p>May import: {@code model}, {@code model.session}, {@code model.family}, {@code model.program},
 * {@code nn}, {@code nn.script}, {@code token}, DJL, Jackson.
 */
package org.precis.model.pgnet;
