package org.precis.text;

import java.util.List;

public final class OpenNlpLanguageDetector implements LanguageDetector {
  @Override
  public DetectedLanguage detect(String text) {
    return new DetectedLanguage("en", 1, DetectedLanguage.Certainty.CERTAIN, List.of());
  }
}
