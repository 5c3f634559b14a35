/**
 * How far figures can be trusted: bootstrap intervals, the paired test, and agreement of raters.
 * Start at {@link org.precis.eval.statistics.Bootstrap}.
 *
 * <p>May import: nothing but Java.
 */
package org.precis.eval.statistics;
