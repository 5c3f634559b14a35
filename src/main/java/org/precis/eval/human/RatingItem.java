package org.precis.eval.human;

import java.util.List;
import java.util.Optional;

/**
 * A text and what systems made of it.
 *
 * @param number of the example in the files of predictions, from 1
 * @param language BCP 47 tag of the text
 * @param source the text, where it is known
 * @param reference a summary that raters may consult
 * @param summaries one of each system
 */
public record RatingItem(
    long number,
    String language,
    Optional<String> source,
    String reference,
    List<String> summaries) {
  public RatingItem {
    summaries = List.copyOf(summaries);
  }
}
