package org.precis.solr.update;

import java.util.List;
import org.precis.text.TextFormat;

/**
 * What a document says before anything is derived from it.
 *
 * @param id its unique key
 * @param title its title; empty if it has none
 * @param bodies its text, one entry for each value of the body field
 * @param language the BCP 47 tag that its sender gave; empty if none
 * @param format how the bodies are written
 */
record Source(String id, String title, List<String> bodies, String language, TextFormat format) {
  Source {
    bodies = List.copyOf(bodies);
  }
}
