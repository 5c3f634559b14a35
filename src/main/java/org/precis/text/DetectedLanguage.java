package org.precis.text;

import java.util.List;

/**
 * What a {@link LanguageDetector} found.
 *
 * @param tag BCP 47 tag of the main language; {@link Document#UNDETERMINED} if it cannot be told
 * @param confidence how probable the tag is, from 0 to 1
 * @param certainty how far the tag may be trusted
 * @param parts for a mixed text its languages by share, largest first; one entry otherwise; empty
 *     if undetermined
 */
public record DetectedLanguage(
    String tag, double confidence, Certainty certainty, List<Part> parts) {

  /** How far a detected language may be trusted. */
  public enum Certainty {
    /** One language, clearly. */
    CERTAIN,
    /** One language is likelier than the others, but not clearly; or none is likely. */
    UNCERTAIN,
    /** Several languages, each with a considerable share. */
    MIXED,
    /** Too little text to tell. */
    TOO_SHORT
  }

  /**
   * A language of a text.
   *
   * @param tag BCP 47 tag
   * @param share share of the text's letters, from 0 to 1; an ideograph or a syllable counts as the
   *     letters that say as much
   */
  public record Part(String tag, double share) {}

  public DetectedLanguage {
    parts = List.copyOf(parts);
  }
}
