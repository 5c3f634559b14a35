package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.solr.update.LanguageChoice.Origin;
import org.precis.text.DetectedLanguage;
import org.precis.text.DetectedLanguage.Certainty;
import org.precis.text.DetectedLanguage.Part;

class LanguageChoiceTest {
  private static DetectedLanguage detected(String tag, Certainty certainty, Part... parts) {
    return new DetectedLanguage(tag, 0.5, certainty, List.of(parts));
  }

  @ParameterizedTest
  @CsvSource({
    // Detected, certainty, declared, chosen, origin. Templates declare their own language.
    "fr, CERTAIN, en, fr, CERTAIN",
    "fr, MIXED, en, fr, MIXED",
    "fr, UNCERTAIN, en, en, DECLARED",
    "fr, UNCERTAIN, und, fr, UNCERTAIN",
    "fr, TOO_SHORT, de-CH, de-CH, DECLARED",
    "und, TOO_SHORT, und, und, TOO_SHORT",
    "und, CERTAIN, de, de, DECLARED",
    "cmn, CERTAIN, und, zh, CERTAIN",
  })
  void aSureDetectionGoesBeforeWhatTheMarkupDeclares(
      String tag, Certainty certainty, String declared, String chosen, Origin origin) {
    LanguageChoice choice = LanguageChoice.of(detected(tag, certainty), declared);
    assertEquals(chosen, choice.tag());
    assertEquals(origin, choice.origin());
    assertEquals(
        origin == Origin.DECLARED ? OptionalDouble.empty() : OptionalDouble.of(0.5),
        choice.confidence());
  }

  @Test
  void allLanguagesOfAMixedTextAreNamedByShare() {
    LanguageChoice mixed =
        LanguageChoice.of(
            detected("fr", Certainty.MIXED, new Part("fr", 0.6), new Part("deu", 0.4)), "und");
    assertEquals(List.of("fr", "de"), mixed.all());
    assertEquals(List.of("fr"), LanguageChoice.of(detected("fr", Certainty.CERTAIN), "und").all());
    assertEquals(List.of(), LanguageChoice.of(detected("und", Certainty.TOO_SHORT), "und").all());
    assertEquals(List.of("sw"), LanguageChoice.given("sw").all());
  }

  @Test
  void afterAFailureTheMarkupIsAllThatIsLeft() {
    assertEquals(Origin.DECLARED, LanguageChoice.afterFailure("de").origin());
    assertEquals(Origin.FAILED, LanguageChoice.afterFailure("und").origin());
    assertEquals("und", LanguageChoice.afterFailure("").tag());
  }

  @ParameterizedTest
  @CsvSource({
    "de_DE, de-DE",
    "DEU, de",
    "zh-hant-tw, zh-Hant-TW",
    "und, ''",
    "Deutsch, ''",
    "'', ''",
    "x-private, ''",
    "12, ''",
    "' en ', en"
  })
  void aSendersWordsAreATagOrNothing(String words, String tag) {
    assertEquals(tag, LanguageChoice.tagOf(words));
  }
}
