/**
 * Public collections of sectioned documents, read row by row in their own formats, cleaned and
 * filtered as UOTSumm's preprocessing does, and written as {@link
 * org.precis.train.data.SectionedDocument}s. Start at {@link
 * org.precis.train.data.sections.SectionConversion}.
 *
 * <p>May import: {@code train.data}, {@code text}, Jackson.
 */
package org.precis.train.data.sections;
