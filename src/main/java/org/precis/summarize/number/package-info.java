/**
 * Numbers as any language writes them: digits of all scripts, scales such as "million" or "crore",
 * years of other calendars. Start at {@link org.precis.summarize.number.NumberMatcher}.
 *
 * <p>May import: text.
 */
package org.precis.summarize.number;
