/**
 * Which section of a document a sentence of its summary comes from. Start at {@link
 * org.precis.align.SectionAligner}, and for the transport of UOTSumm at {@link
 * org.precis.align.UnbalancedTransport}.
 *
 * <p>May import: {@code org.precis.text}, {@code org.precis.eval}. No tensor library: the problems
 * are small, and plain doubles are both simpler and more exact.
 */
package org.precis.align;
