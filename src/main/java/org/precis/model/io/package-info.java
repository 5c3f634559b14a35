/**
 * Checkpoints from disk. Start at {@link org.precis.model.io.ModelLoader}. Weights are data:
 * nothing in a checkpoint is ever executed.
 *
 * <p>May import: {@code model} and its families, {@code token}, {@code nn}.
 */
package org.precis.model.io;
