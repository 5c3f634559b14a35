/**
 * What a family of models must say about its checkpoints so that a loader can use them. Start at
 * {@link org.precis.model.family.NetworkFamily}.
 *
 * <p>May import: {@code model}, {@code model.session}, {@code nn}. Knows no family and no file
 * format.
 */
package org.precis.model.family;
