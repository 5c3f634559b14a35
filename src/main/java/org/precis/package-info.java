/**
 * Précis: summaries inside Solr.
 *
 * <p>Data flows one way: text, tokens, model, decoding, summary, Solr response. {@code
 * LayeringTest} holds the packages to it; {@code docs/architecture.md} has the picture.
 */
package org.precis;
