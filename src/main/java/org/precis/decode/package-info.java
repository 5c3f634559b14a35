/**
 * Search over a model. Start at {@link org.precis.decode.BeamSearch}.
 *
 * <p>May import: {@code model} (its contracts only; never DJL).
 */
package org.precis.decode;
