/**
 * Checks of what a model generated, before anyone reads it. Start at {@link
 * org.precis.summarize.check.SummaryChecks}.
 *
 * <p>May import: text.
 */
package org.precis.summarize.check;
