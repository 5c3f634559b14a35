/**
 * What can be said of a summary without a reference: how much of it is copied, new, repeated, or
 * not in its source. Start at {@link org.precis.eval.intrinsic.ExtractiveFragments}.
 *
 * <p>May import: {@code org.precis.eval}, {@code org.precis.text}.
 */
package org.precis.eval.intrinsic;
