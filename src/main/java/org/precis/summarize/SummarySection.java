package org.precis.summarize;

import java.util.List;

/**
 * A section in a section-aligned summary.
 *
 * @param section index of the document's section
 * @param heading its heading
 * @param count how many sentences it deserves
 * @param sentences indexes of its sentences in {@link Summary#sentences()}
 */
public record SummarySection(int section, String heading, double count, List<Integer> sentences) {
  public SummarySection {
    sentences = List.copyOf(sentences);
  }
}
