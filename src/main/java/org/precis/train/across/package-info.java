/**
 * ACROSS (Li et al., Findings of ACL 2023): cross-lingual summarisation aligned with a frozen
 * monolingual teacher. Start at {@link org.precis.train.across.AcrossObjective}; {@link
 * org.precis.train.across.AlignmentLosses} has the equations, {@link
 * org.precis.train.across.AcrossSettings} every choice and what the paper leaves open. What differs
 * between families of networks is in the {@link org.precis.train.across.Student}s.
 *
 * <p>May import: {@code train.data}, {@code train.objective}, {@code train.optim}, {@code model},
 * {@code nn}, {@code token}, DJL.
 */
package org.precis.train.across;
