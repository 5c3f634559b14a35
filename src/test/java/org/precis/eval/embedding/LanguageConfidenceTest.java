package org.precis.eval.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.precis.text.DetectedLanguage;
import org.precis.text.DetectedLanguage.Certainty;
import org.precis.text.DetectedLanguage.Part;

class LanguageConfidenceTest {
  private static LanguageConfidence finding(String tag, Part... parts) {
    DetectedLanguage found = new DetectedLanguage(tag, .9, Certainty.MIXED, List.of(parts));
    return LanguageConfidence.by(text -> found, Set.of("en", "fr", "zh"));
  }

  @Test
  void theMainLanguageIsCertain() {
    LanguageConfidence confidence = finding("zh-Hans", new Part("zh-Hans", 1));
    assertEquals(1, confidence.of("…", "zh"));
    assertEquals(0, confidence.of("…", "en"));
  }

  @Test
  void anotherLanguageCountsByItsShare() {
    LanguageConfidence confidence = finding("fr", new Part("fr", .75), new Part("en", .25));
    assertEquals(.25, confidence.of("…", "en"));
  }

  @Test
  void whatCannotBeToldIsNotHeldAgainstAText() {
    assertEquals(1, finding("fr", new Part("fr", 1)).of("…", "om"));
    assertEquals(1, finding("und").of("…", "en"));
  }
}
