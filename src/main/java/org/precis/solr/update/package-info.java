/**
 * Makes documents ready for the index: language, sections, language fields. Start at {@link
 * org.precis.solr.update.DocumentProcessorFactory}.
 *
 * <p>Data flow one way: an update is read into a {@link org.precis.solr.update.SourceUpdate}, its
 * {@link org.precis.solr.update.Source} is analysed into a {@link
 * org.precis.solr.update.DerivedFields}, and these are written back into the update.
 *
 * <p>May import: text, Solr.
 */
package org.precis.solr.update;
