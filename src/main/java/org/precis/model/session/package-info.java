/**
 * What the model families share when they run: batches of sources, cached keys and values,
 * reordering, choosing the best tokens. A family implements {@link
 * org.precis.model.session.EncoderDecoder}; {@link org.precis.model.session.NetworkModel} makes a
 * {@link org.precis.model.Seq2SeqModel} of it. Start there.
 *
 * <p>May import: {@code model}, {@code nn}, DJL.
 */
package org.precis.model.session;
