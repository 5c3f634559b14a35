package org.precis.eval.embedding;

import java.util.Set;
import org.precis.text.DetectedLanguage;
import org.precis.text.Document;
import org.precis.text.LanguageDetector;
import org.precis.text.LanguageTags;

/** How surely a text is in a language. Implementations are thread-safe. */
@FunctionalInterface
public interface LanguageConfidence {
  /**
   * From 0 to 1; 1 if it is the likeliest language of the text, or one that cannot be told.
   *
   * @param language BCP 47 tag
   */
  double of(String text, String language);

  /**
   * By a detector: the share of the language in the text where it is not the main one. A text of
   * which the detector says nothing, being too short, speaks against no language.
   *
   * @param detected languages that the detector knows, without script or region
   */
  static LanguageConfidence by(LanguageDetector detector, Set<String> detected) {
    Set<String> known = Set.copyOf(detected);
    return (text, language) -> {
      String wanted = LanguageTags.language(language);
      DetectedLanguage found = detector.detect(text);
      String main = LanguageTags.language(found.tag());
      if (!known.contains(wanted) || main.equals(wanted) || main.equals(Document.UNDETERMINED)) {
        return 1;
      }
      return found.parts().stream()
          .filter(part -> LanguageTags.language(part.tag()).equals(wanted))
          .mapToDouble(DetectedLanguage.Part::share)
          .sum();
    };
  }
}
