package org.precis.eval.embedding;

import org.precis.text.DetectedLanguage;
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

  /** By a detector: the share of the language in the text where it is not the main one. */
  static LanguageConfidence by(LanguageDetector detector) {
    return (text, language) -> {
      String wanted = LanguageTags.language(language);
      DetectedLanguage detected = detector.detect(text);
      if (LanguageTags.language(detected.tag()).equals(wanted)) {
        return 1;
      }
      return detected.parts().stream()
          .filter(part -> LanguageTags.language(part.tag()).equals(wanted))
          .mapToDouble(DetectedLanguage.Part::share)
          .sum();
    };
  }
}
