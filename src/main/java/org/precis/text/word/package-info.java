/**
 * Words of any script, and whether a sentence is brought to its end. Start at {@link
 * org.precis.text.word.Words}.
 *
 * <p>May import: ICU. No other package of ours.
 */
package org.precis.text.word;
