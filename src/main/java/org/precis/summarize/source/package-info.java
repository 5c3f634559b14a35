/**
 * The document's own sentences: as a summary ({@link
 * org.precis.summarize.source.ExtractiveSummarizer}, {@link
 * org.precis.summarize.source.LeadSummarizer}) and as evidence of a generated one ({@link
 * org.precis.summarize.source.EvidenceFinder}).
 *
 * <p>May import: text.
 */
package org.precis.summarize.source;
