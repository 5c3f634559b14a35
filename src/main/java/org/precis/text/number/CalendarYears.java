package org.precis.text.number;

import java.lang.Character.UnicodeScript;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Years of other calendars as years of the Gregorian one. */
final class CalendarYears {
  /** The year before the first of each era, by the two characters that precede the number. */
  private static final Map<String, Integer> ERAS =
      Map.of("令和", 2018, "平成", 1988, "昭和", 1925, "大正", 1911, "明治", 1867, "民國", 1911, "民国", 1911);

  /** Year 2570 of the Buddhist era is 2027. */
  private static final int BUDDHIST = 543;

  /** A year of the Persian calendar begins in March of this many years later. */
  private static final int PERSIAN = 621;

  /** A lunar year is shorter by this factor; year 1 began in 622. */
  private static final double LUNAR_YEAR = 0.970224;

  private static final double LUNAR_START = 621.57;

  private CalendarYears() {}

  /**
   * Gregorian years that {@code number} may stand for beside itself.
   *
   * @param text the text
   * @param at where the number stands in it
   */
  static List<BigDecimal> of(BigDecimal number, String text, int at) {
    if (number.compareTo(BigDecimal.valueOf(3000)) > 0 || number.signum() <= 0) {
      return List.of();
    }
    List<BigDecimal> years = new ArrayList<>();
    int year = number.intValue();
    if (year >= 2400 && year <= 2700 && isNear(text, at, UnicodeScript.THAI)) {
      add(years, year - BUDDHIST);
    }
    if (year >= 1200 && year <= 1500 && isNear(text, at, UnicodeScript.ARABIC)) {
      add(years, year + PERSIAN);
      add(years, year + PERSIAN + 1);
      int lunar = (int) (year * LUNAR_YEAR + LUNAR_START);
      add(years, lunar);
      add(years, lunar + 1);
    }
    Integer start = at < 2 ? null : ERAS.get(text.substring(at - 2, at));
    if (start != null && year < 200) {
      add(years, start + year);
    }
    return years;
  }

  private static void add(List<BigDecimal> years, int year) {
    years.add(NumberReading.value(Integer.toString(year)));
  }

  /** Whether the letter before the number, or where there is none the one after, is of a script. */
  private static boolean isNear(String text, int at, UnicodeScript script) {
    for (int i = at - 1; i >= 0; i--) {
      if (Character.isLetter(text.charAt(i))) {
        return UnicodeScript.of(text.charAt(i)) == script;
      }
    }
    for (int i = at; i < text.length(); i++) {
      if (Character.isLetter(text.charAt(i))) {
        return UnicodeScript.of(text.charAt(i)) == script;
      }
    }
    return false;
  }
}
