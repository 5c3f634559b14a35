/**
 * How well two languages' documents lie together in an encoder: ACROSS's heat map and the figures
 * that belong to it. Start at {@link org.precis.train.across.alignment.AlignmentMap}.
 *
 * <p>May import: {@code train.across}, {@code train.data}, {@code model}, {@code token}, {@code
 * nn}, DJL.
 */
package org.precis.train.across.alignment;
