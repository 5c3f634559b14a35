/**
 * What ACROSS is compared with: NCLS (Zhu et al. 2019), whose two decoders share an encoder. Start
 * at {@link org.precis.train.baseline.NclsObjective}. Multistage is supervised training with {@link
 * org.precis.train.data.Sampling}.
 *
 * <p>May import: {@code train.data}, {@code train.objective}, {@code model.transformer}, {@code
 * model.io}, {@code nn}, DJL.
 */
package org.precis.train.baseline;
