/**
 * Numbers as any language writes them: digits of all scripts, scales such as "million" or "crore",
 * years of other calendars. {@link org.precis.text.number.NumberMatcher} compares them, {@link
 * org.precis.text.number.EnglishNumbers} writes them in English.
 *
 * <p>May import: ICU. No other package of ours but {@code text}.
 */
package org.precis.text.number;
