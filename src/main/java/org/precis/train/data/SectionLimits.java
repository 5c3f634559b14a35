package org.precis.train.data;

/**
 * How much of a sectioned document is used.
 *
 * @param maxSections neighbours of more sections are put together
 * @param maxSentences sentences of a summary; further ones are left out
 * @param maxSentenceTokens longer sentences of a summary are cut; their end token stays
 */
public record SectionLimits(int maxSections, int maxSentences, int maxSentenceTokens) {
  /** UOTSumm's with BART. */
  public static final SectionLimits DEFAULT = new SectionLimits(25, 30, 40);

  public SectionLimits {
    if (maxSections < 1
        || maxSections > SectionedExample.MOST_SECTIONS
        || maxSentences < 1
        || maxSentenceTokens < 2) {
      throw new IllegalArgumentException(
          "max_sections must be 1 to %d, max_sentences at least 1 and max_sentence_tokens at least 2; they are %d, %d and %d"
              .formatted(
                  SectionedExample.MOST_SECTIONS, maxSections, maxSentences, maxSentenceTokens));
    }
  }
}
