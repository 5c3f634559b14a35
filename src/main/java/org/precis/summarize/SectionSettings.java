package org.precis.summarize;

import org.precis.text.Document;
import org.precis.text.Section;

/**
 * When and how an engine summarises by sections. Immutable.
 *
 * @param maxSections of more sections, neighbours are put together
 * @param autoCharacters characters from which on mode {@code auto} summarises by sections, if there
 *     are enough
 * @param autoSections sections with heading and text that are enough
 * @param charactersPerSentence one sentence of the summary for so many characters of the document,
 *     where the request does not say how many
 * @param counter what says how many sentences a section deserves
 * @param trigramBlocking whether a model's sentence is dropped that repeats three words in a row of
 *     an earlier one
 */
public record SectionSettings(
    int maxSections,
    int autoCharacters,
    int autoSections,
    int charactersPerSentence,
    Counter counter,
    boolean trigramBlocking) {
  /** What says how many sentences a section deserves. */
  public enum Counter {
    /** The model's own counter; the shape of the document where it has none. */
    MODEL,
    /** The lengths and places of the sections. */
    SHAPE,
    /** The headings, and the model by the length of what it writes. */
    HEADINGS
  }

  /** Fewest sentences where the request does not say how many. */
  private static final int LEAST_SENTENCES = 3;

  static SectionSettings parse(Settings settings) {
    return new SectionSettings(
        settings.integer("maxSections", 100, 1, 1000),
        settings.integer("autoSectionsCharacters", 12_000, 0, Integer.MAX_VALUE),
        settings.integer("autoSections", 3, 2, 1000),
        settings.integer("charactersPerSentence", 2_000, 1, Integer.MAX_VALUE),
        settings.choice("sectionCounter", Counter.MODEL),
        settings.flag("trigramBlocking", true));
  }

  /** True if {@code auto} summarises the document by sections. */
  public boolean isDue(Document document) {
    return document.textLength() >= autoCharacters
        && document.sections().stream().filter(SectionSettings::isHeaded).count() >= autoSections;
  }

  private static boolean isHeaded(Section section) {
    return !section.heading().isBlank() && !section.text().isBlank();
  }

  /** Sentences of a document's summary, by its length. */
  int sentences(Document document, int cap) {
    int byLength = Math.round(document.textLength() / (float) charactersPerSentence);
    return Math.min(cap, Math.max(LEAST_SENTENCES, byLength));
  }
}
