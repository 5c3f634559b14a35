package org.precis.text;

/** Tells the language of a text. Implementations are immutable and thread-safe. */
public interface LanguageDetector {
  /** Detects the language of {@code text}, which may be empty. */
  DetectedLanguage detect(String text);
}
