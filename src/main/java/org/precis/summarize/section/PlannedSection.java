package org.precis.summarize.section;

import java.util.List;
import org.precis.text.Document;
import org.precis.text.OffsetMap;
import org.precis.text.Section;
import org.precis.text.Span;

/**
 * A section that a summary has sentences of.
 *
 * @param index its index in {@link SectionPlan#document()}
 * @param first index of its first section in the document that was planned for
 * @param merged how many sections of that document it holds
 * @param section the section
 * @param count φ, how many sentences it deserves
 * @param sentences φ rounded, at least 1
 */
public record PlannedSection(
    int index, int first, int merged, Section section, double count, int sentences) {

  /**
   * The section as a document of its own, without anything of the document around it, so that
   * documents that share a section share its summary. Places in it are offsets into its text.
   */
  public Document alone(String language) {
    String text = section.text();
    OffsetMap identity = OffsetMap.contiguous(0, text.length());
    Section only = new Section(section.heading(), section.level(), text, identity);
    return new Document("", "", language, text, List.of(only));
  }

  /** Where a place of {@link #alone} is in the source of the whole document. */
  public Span toSource(Span place) {
    return section.offsets().toSource(place);
  }
}
