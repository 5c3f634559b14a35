package org.precis.solr.update;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.precis.text.DetectedLanguage;
import org.precis.text.DetectedLanguage.Certainty;
import org.precis.text.Document;
import org.precis.text.LanguageTags;

/**
 * The language that a document is indexed in.
 *
 * @param tag BCP 47 tag; {@code und} if it cannot be told
 * @param confidence how sure the detection was, from 0 to 1; empty if there was none
 * @param origin where the tag comes from
 * @param all the languages of a mixed text by their share, else the tag alone; empty if it cannot
 *     be told
 */
record LanguageChoice(String tag, OptionalDouble confidence, Origin origin, List<String> all) {
  /** Where a tag comes from. */
  enum Origin {
    /** The document's sender. */
    GIVEN,
    /** The body's own markup, where detection was less than certain. */
    DECLARED,
    /** Detection, clearly. */
    CERTAIN,
    /** Detection, without being sure. */
    UNCERTAIN,
    /** Detection, the largest of several languages. */
    MIXED,
    /** Detection on too little text. */
    TOO_SHORT,
    /** Nowhere: detection failed. */
    FAILED;

    /** Its name in the index. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  LanguageChoice {
    all = List.copyOf(all);
  }

  /** What the sender gave. */
  static LanguageChoice given(String tag) {
    return without(tag, Origin.GIVEN);
  }

  /** What the markup declares, or nothing, after detection has failed. */
  static LanguageChoice afterFailure(String declared) {
    return isTag(declared)
        ? without(declared, Origin.DECLARED)
        : new LanguageChoice(
            Document.UNDETERMINED, OptionalDouble.empty(), Origin.FAILED, List.of());
  }

  private static LanguageChoice without(String tag, Origin origin) {
    return new LanguageChoice(tag, OptionalDouble.empty(), origin, List.of(tag));
  }

  /**
   * What was detected, unless that is less sure than what the markup declares. Templates declare
   * their own language, so that a certain detection goes first.
   *
   * @param declared tag in the markup; {@code und} if there is none
   */
  static LanguageChoice of(DetectedLanguage detected, String declared) {
    Certainty certainty = detected.certainty();
    boolean unsure = certainty == Certainty.UNCERTAIN || certainty == Certainty.TOO_SHORT;
    if (isTag(declared) && (unsure || !isTag(detected.tag()))) {
      return without(declared, Origin.DECLARED);
    }
    String tag = LanguageTags.normalise(detected.tag());
    List<String> parts =
        detected.parts().stream().map(part -> LanguageTags.normalise(part.tag())).toList();
    return new LanguageChoice(
        tag,
        OptionalDouble.of(detected.confidence()),
        Origin.valueOf(certainty.name()),
        parts.isEmpty() && isTag(tag) ? List.of(tag) : parts);
  }

  private static boolean isTag(String tag) {
    return !tag.isEmpty() && !tag.equals(Document.UNDETERMINED);
  }

  /**
   * The tag in a sender's words, such as {@code de_DE}; empty if it names no language, as {@code
   * und} and {@code Deutsch} do.
   */
  static String tagOf(String words) {
    String tag = LanguageTags.normalise(words);
    int letters = LanguageTags.language(tag).length();
    return isTag(tag) && (letters == 2 || letters == 3) ? tag : "";
  }
}
