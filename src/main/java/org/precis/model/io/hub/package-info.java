/**
 * Models from a Hugging Face hub, or another server that speaks its protocol. Start at {@link
 * org.precis.model.io.hub.ModelHub}.
 *
 * <p>May import: no other package of ours.
 */
package org.precis.model.io.hub;
