package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphabetsTest {
  private static double foreign(String tag, String letters) {
    return new Alphabets(List.of(tag)).foreign(tag, letters.codePoints().toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "ru, ыэъё, 0", "bg, ыэ, 1", "bg, іє, 2", "uk, іїєґ, 0", "ru, ії, 2", "mk, ѓќѕџ, 0",
    "fa, پچژگکی, 0", "ar, ٹڈے, 3", "ur, ٹڈڑے, 0", "fa, كي, 1", "de, äöüß, 0", "en, éł, 1.5",
    "id, ñ, 0.5", "zh, 國国, 0", "pa, پਪ, 0", "yo, ẹọṣ, 0"
  })
  void lettersAreForeignByCldr(String tag, String letters, double foreign) {
    assertEquals(foreign, foreign(tag, letters));
  }

  @Test
  void whatCldrDoesNotHaveIsNotReadFromTheMachinesLocale() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ru"));
      // Volapük and Bashkir have none: Latin letters but a to z are auxiliary.
      assertEquals(0, foreign("vo", "abc"));
      assertEquals(1, foreign("vo", "äö"));
      assertEquals(0, foreign("ba", "әө"));
    } finally {
      Locale.setDefault(usual);
    }
  }
}
