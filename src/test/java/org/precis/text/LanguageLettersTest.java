package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageLettersTest {
  @ParameterizedTest
  @CsvSource({
    "en, Water, true",
    "en, '£5 – “it’s” 100%…', true",
    "en, für, false",
    "en, é, true",
    "en, né, false",
    "en, вода, false",
    "en, 水, false",
    "en, ٣, false",
    "en, ａ, false",
    "de, Füße, true",
    "de, ÜBER, true",
    "tr, İZMİR, true",
    "tr, ılık, true",
    "ru, Вода, true",
    "ru, water, false",
    "fa, آب, true",
    "fa, ۱۲، ؟, true",
    "hi, पानी।, true",
    "ja, カタかな漢字。, true",
    "ko, 한국어, true",
    "zh, 國国「水」, true",
    "sr-Latn, čaša, true",
    "en;fa, water آب, true",
  })
  void aPartIsOfTheLanguagesByItsCharacters(String tags, String part, boolean expected) {
    assertEquals(expected, new LanguageLetters(List.of(tags.split(";"))).write(part), part);
  }

  @Test
  void aLanguageWithoutLettersIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new LanguageLetters(List.of("en", "qqx")))
            .getMessage();
    assertTrue(message.contains("'qqx'"), message);
  }
}
