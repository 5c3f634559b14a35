package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detects the language of the short texts of {@code short-texts.txt}. */
class ShortTextsTest {
  private static final LanguageDetector DETECTOR = new OpenNlpLanguageDetector();

  record Case(String language, String text) {
    DetectedLanguage detect() {
      return DETECTOR.detect(text);
    }

    boolean isRight() {
      return detect().tag().equals(language);
    }
  }

  static List<Case> cases() {
    try (InputStream in = ShortTextsTest.class.getResourceAsStream("short-texts.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("\t"))
          .map(line -> new Case(line.split("\t", 2)[0], line.split("\t", 2)[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void confidenceOfNineTenthsIsRight() {
    List<Case> confident = cases().stream().filter(c -> c.detect().confidence() >= 0.9).toList();
    assertEquals(List.of(), confident.stream().filter(c -> !c.isRight()).toList());
    // Confidence is of no use if there is none: 115 of 118 have it.
    assertTrue(confident.size() >= 115, () -> confident.size() + " are confident");
  }

  @Test
  void nearlyAllAreRight() {
    List<Case> wrong = cases().stream().filter(c -> !c.isRight()).toList();
    assertTrue(wrong.size() <= 1, wrong::toString);
  }

  /** Each language of a group, of which every text must be told from the others of the group. */
  @ParameterizedTest
  @CsvSource({"id ms", "hi mr ne", "ar fa ur ps", "ru uk bg be sr mk", "bn as", "he yi", "am ti"})
  void neighboursAreNotConfused(String group) {
    List<String> languages = List.of(group.split(" ", -1));
    for (String language : languages) {
      List<Case> own = cases().stream().filter(c -> c.language().equals(language)).toList();
      assertTrue(!own.isEmpty(), () -> "no text in " + language);
      own.forEach(c -> assertEquals(language, c.detect().tag(), c::text));
    }
  }
}
