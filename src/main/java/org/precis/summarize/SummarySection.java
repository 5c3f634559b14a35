package org.precis.summarize;

import java.util.List;

/**
 * A section in a section-aligned summary.
 *
 * @param section index of the document's section
 * @param merged how many sections of the document it holds: 1, unless there were too many
 * @param heading its heading
 * @param count how many sentences it deserves
 * @param sentences indexes of its sentences in {@link Summary#sentences()}
 * @param source where they come from; {@link Summary.Source#NONE} if there are none
 * @param language BCP 47 tag of their language
 * @param reason why they are not the model's; empty if they are, or no model was asked
 */
public record SummarySection(
    int section,
    int merged,
    String heading,
    double count,
    List<Integer> sentences,
    Summary.Source source,
    String language,
    String reason) {
  public SummarySection {
    sentences = List.copyOf(sentences);
  }
}
