package org.precis.solr;

import java.util.List;
import org.precis.text.Document;
import org.precis.text.OffsetMap;
import org.precis.text.Section;

/**
 * A section as the index has it, a child document. Immutable.
 *
 * @param id its unique key
 * @param ordinal index among the sections of the source; −1 if the index does not say
 * @param merged how many sections of the source it holds
 * @param heading its heading
 * @param level its level
 * @param text its clean text
 */
record StoredSection(String id, int ordinal, int merged, String heading, int level, String text) {

  /**
   * Whether sections of the index are those that were read in the stored source: then the latter
   * are as good, and lead back into the source.
   */
  static boolean areThoseOf(Document parsed, List<StoredSection> sections) {
    int next = 0;
    for (StoredSection section : sections) {
      boolean inOrder =
          section.ordinal == next && next + section.merged <= parsed.sections().size();
      if (!inOrder || !section.beginsLike(parsed.sections().get(next))) {
        return false;
      }
      next += section.merged;
    }
    return next == parsed.sections().size();
  }

  /** The index has control characters replaced, one for one: lengths are what both agree in. */
  private boolean beginsLike(Section other) {
    return heading.length() == other.heading().length()
        && (merged > 1
            ? text.length() >= other.text().length()
            : text.length() == other.text().length() && hasSameLetters(other.text()));
  }

  private boolean hasSameLetters(String other) {
    for (int i = 0; i < text.length(); i++) {
      boolean differs = text.charAt(i) != other.charAt(i);
      if (differs && Character.isLetterOrDigit(other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The section at a place of a body. */
  Section at(int start) {
    return new Section(heading, level, text, OffsetMap.contiguous(start, text.length()));
  }
}
