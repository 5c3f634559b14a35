package org.precis.train.data.sections;

import java.util.List;
import org.precis.train.data.SectionedExample;

/**
 * A document as a collection has it.
 *
 * @param id identifier; empty where there is none
 * @param sections in order
 * @param summary in order
 */
record RawDocument(String id, List<RawSection> sections, List<RawText> summary) {
  /**
   * A section.
   *
   * @param heading empty where there is none
   * @param texts paragraphs or sentences, by the collection
   */
  record RawSection(String heading, List<String> texts) {}

  /**
   * A part of the summary, paragraph or sentence.
   *
   * @param text the part
   * @param section index of the section that it belongs to, {@link SectionedExample#UNKNOWN} where
   *     the collection does not say
   */
  record RawText(String text, int section) {
    RawText(String text) {
      this(text, SectionedExample.UNKNOWN);
    }
  }
}
