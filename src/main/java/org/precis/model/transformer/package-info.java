/**
 * The encoder–decoder transformer, once, with the switches in which the families of checkpoints
 * differ. {@link org.precis.model.transformer.TransformerNetwork} reads top to bottom; {@link
 * org.precis.model.transformer.TransformerConfig} has its sizes and switches, {@link
 * org.precis.model.transformer.WeightNames} the names of its weights in a checkpoint, {@link
 * org.precis.model.transformer.TransformerShapes} their shapes.
 *
 * <p>May import: {@code model}, {@code model.session}, {@code model.family}, {@code nn}.
 */
package org.precis.model.transformer;
