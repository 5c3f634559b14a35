/**
 * Models at full speed: the transformer as one TorchScript program for the encoder and one for a
 * decoder step, with packed weights and no operation-by-operation calls from Java. {@link
 * org.precis.model.serving.ScriptedTransformer} puts it together; the program is the resource
 * {@code transformer.torchscript} beside it. {@link
 * org.precis.model.transformer.TransformerNetwork} stays the reference that parity tests hold it
 * to.
 *
 * <p>May import: {@code model}, {@code model.encoder}, {@code model.session}, {@code
 * model.program}, {@code model.transformer}, {@code nn}.
 */
package org.precis.model.serving;
