package org.precis.summarize.section;

import java.util.List;
import org.precis.text.Document;

/**
 * What a summary by sections shall consist of.
 *
 * @param document the document, in few enough sections
 * @param sections those with sentences, in the order of the source; empty only for a document
 *     without text
 */
public record SectionPlan(Document document, List<PlannedSection> sections) {
  public SectionPlan {
    sections = List.copyOf(sections);
  }
}
