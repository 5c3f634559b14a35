/**
 * The edge: search component, update processors, status handler. Nothing imports it.
 *
 * <p>May import: summarize, text, Solr.
 */
package org.precis.solr;
