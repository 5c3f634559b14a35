/**
 * Metrics of machine translation with the figures of sacreBLEU. Start at {@link
 * org.precis.eval.translation.Bleu} and {@link org.precis.eval.translation.Chrf}.
 *
 * <p>May import: {@code org.precis.eval}.
 */
package org.precis.eval.translation;
