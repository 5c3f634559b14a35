package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.text.DetectedLanguage.Certainty;
import org.precis.text.DetectedLanguage.Part;

/** What holds of the language detected for any text. */
class OpenNlpLanguageDetectorRandomTest {
  private final LanguageDetector detector = new OpenNlpLanguageDetector();

  @Test
  void whatIsDetectedIsConsistent() {
    RandomText random = RandomText.seeded();
    for (int round = 0; round < 2_000; round++) {
      String text = random.next(1 + round / 20);
      DetectedLanguage found = detector.detect(text);
      check(text, found);
      assertEquals(found, new OpenNlpLanguageDetector().detect(text), text);
    }
  }

  @Test
  void anyCharactersAreTaken() {
    RandomText random = RandomText.seeded();
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.below(2_000); i >= 0; i--) {
        text.append((char) random.below(0x10000));
      }
      check(text.toString(), detector.detect(text.toString()));
    }
  }

  private static void check(String text, DetectedLanguage found) {
    assertTrue(found.confidence() >= 0 && found.confidence() <= 1, () -> found + " " + text);
    assertEquals(LanguageTags.normalise(found.tag()), found.tag(), text);
    List<Part> parts = found.parts();
    boolean undetermined = found.tag().equals(Document.UNDETERMINED);
    assertEquals(undetermined, parts.isEmpty(), text);
    assertEquals(found.certainty() == Certainty.MIXED, parts.size() > 1, () -> found + " " + text);
    if (!undetermined) {
      assertEquals(found.tag(), parts.get(0).tag(), text);
    }
    double shares = 0;
    for (int i = 0; i < parts.size(); i++) {
      shares += parts.get(i).share();
      assertTrue(i == 0 || parts.get(i - 1).share() >= parts.get(i).share(), found::toString);
    }
    assertTrue(shares <= 1 + 1e-9, found::toString);
    if (found.certainty() == Certainty.CERTAIN) {
      assertTrue(found.confidence() >= 0.9 && !undetermined, () -> found + " " + text);
    }
  }
}
