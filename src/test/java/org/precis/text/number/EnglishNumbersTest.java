package org.precis.text.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | rund 1.037,5 Tonnen | 1,037.5 | 1.037,5",
        "de | 5,8 Prozent | 5.8 | 5,8",
        "de | im Jahr 2026 | 2026 | 2026",
        "de | 2,90 Millionen Euro | 2.9 million | 2,90 Millionen",
        "de | 1.500 Mrd. | 1.5 trillion | 1.500 Mrd.",
        "es | 50 mil personas | 50,000 | 50 mil",
        "fr | 5 200 logements | 5,200 | 5 200",
        "fr | 2 140,5 m | 2,140.5 | 2 140,5",
        "ru | 1 250 000 рублей | 1,250,000 | 1 250 000",
        "pt | 3,2 milhões de reais | 3.2 million | 3,2 milhões",
        "sw | watu 1,250 | 1,250 | 1,250",
        "zh | 约350万份 | 3.5 million | 350万",
        "zh | 3.2亿元 | 320 million | 3.2亿",
        "zh | 8万人 | 80,000 | 8万",
        "hi | 12,34,567 लोग | 1,234,567 | 12,34,567",
        "hi | ४.५ लाख | 450,000 | ४.५ लाख",
        "hi | 20 करोड़ रुपये | 200 million | 20 करोड़",
        "ar | ١٬٢٥٠ طن | 1,250 | ١٬٢٥٠",
        "ar | ٣٫٥ | 3.5 | ٣٫٥",
      })
  void numbersAreWrittenInEnglish(String language, String text, String english, String written) {
    List<EnglishNumbers.Found> numbers = EnglishNumbers.of(text, language);
    assertEquals(1, numbers.size(), numbers.toString());
    EnglishNumbers.Found number = numbers.get(0);
    assertEquals(english, number.english());
    assertEquals(written, text.substring(number.start(), number.end()));
  }

  /** 1,234 may be a German or an English number; 6万2000 continues; the others are no numbers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | 1,234",
        "de | am 12.05.2026",
        "de | um 22:45",
        "de | 1.23.4",
        "zh | 6万2000人",
        "en | H5N1",
        "fr | 3D",
        "es | 2019-2020",
      })
  void whatCanBeReadInTwoWaysStaysAsItIs(String language, String text) {
    List<EnglishNumbers.Found> numbers = EnglishNumbers.of(text, language);
    assertTrue(numbers.isEmpty(), numbers.toString());
  }

  /** In a language that groups with other signs, neighbours are two numbers. */
  @Test
  void neighboursAreNotJoined() {
    List<String> numbers =
        EnglishNumbers.of("en 2020 335 y 19 335", "es").stream()
            .map(EnglishNumbers.Found::english)
            .toList();
    assertEquals(List.of("2020", "335", "19", "335"), numbers);
  }
}
