/**
 * What networks share that serve by a TorchScript program: packed weights, embedding tables,
 * arguments, logits whose best are found by the program. Start at {@link
 * org.precis.model.program.ServingProgram}.
 *
 * <p>May import: {@code model.family}, {@code model.session}, {@code nn}, {@code nn.script}, DJL.
 */
package org.precis.model.program;
