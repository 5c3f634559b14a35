package org.precis.eval.intrinsic;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether the numbers of a summary stand in its source. Digits of any script are read; a separator
 * may group thousands or part decimals, and a number that may mean several things counts as found
 * if one of them is. Words such as million and spelled-out numbers are not read, so that the figure
 * compares systems and does not convict one.
 */
public final class NumberPrecision {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[0-9]{1,3}(?:[ \u00A0\u202F\u2009][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])"
              + "|[0-9]+(?:[.,'\u2019\u066B\u066C][0-9]+)*");

  private static final Pattern SEPARATOR = Pattern.compile("[^0-9]");
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:[^0-9][0-9]{2,3})+");

  private NumberPrecision() {}

  /**
   * Share of the summary's numbers that the source has, from 0 to 1.
   *
   * @return empty if the summary has no number
   */
  public static OptionalDouble of(String source, String summary) {
    Set<BigDecimal> known = new HashSet<>();
    numbers(source).forEach(number -> known.addAll(readings(number)));
    return numbers(summary).stream()
        .mapToDouble(number -> readings(number).stream().anyMatch(known::contains) ? 1 : 0)
        .average();
  }

  private static List<String> numbers(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(ascii::appendCodePoint);
    return NUMBER.matcher(ascii).results().map(MatchResult::group).toList();
  }

  private static Set<BigDecimal> readings(String number) {
    Set<BigDecimal> readings = new HashSet<>();
    int last = Math.max(lastSeparator(number), 0);
    String whole = SEPARATOR.matcher(number.substring(0, last)).replaceAll("");
    String fraction = number.substring(Math.min(last + 1, number.length()));
    if (last > 0) {
      readings.add(value(whole + "." + fraction));
    }
    if (last == 0 || GROUPED.matcher(number).matches()) {
      readings.add(value(SEPARATOR.matcher(number).replaceAll("")));
    }
    return readings;
  }

  private static int lastSeparator(String number) {
    for (int i = number.length() - 1; i >= 0; i--) {
      if (!Character.isDigit(number.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Equal values are equal objects: 3.50 is 3.5. */
  private static BigDecimal value(String plain) {
    return new BigDecimal(plain).stripTrailingZeros();
  }
}
