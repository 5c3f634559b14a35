/**
 * Which sections of a long document a summary consists of, and of how many sentences each (UOTSumm,
 * Algorithm 3). Start at {@link org.precis.summarize.section.SectionPlanner}; {@link
 * org.precis.summarize.section.SectionCounter} is where other ways of counting come in.
 *
 * <p>May import: text, summarize.source.
 */
package org.precis.summarize.section;
