package org.precis.text.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What digits and the separators between them may mean, in all languages at once.
 *
 * @param values values that the whole may have
 * @param parts numbers that the groups of digits may be; empty if they can only be one number
 */
record NumberReading(Set<BigDecimal> values, List<BigDecimal> parts) {
  /** Stands for a slash between Arabic digits, which in Persian parts decimals. */
  static final char PERSIAN_SLASH = '\u2215';

  private static final String DECIMAL = ".,\u066B" + PERSIAN_SLASH;

  /** Space (also no-break, narrow, thin), apostrophes, Arabic separators, full stop, comma. */
  private static final String GROUPING = " \u00A0\u202F\u2009'\u2019\u066C\u060C.,";

  /** Where either the separator parts two numbers or it belongs to one. */
  private static final String DOUBTFUL = " :" + PERSIAN_SLASH;

  /**
   * Reads a token.
   *
   * @param token ASCII digits in groups, each two parted by one separator
   */
  static NumberReading of(String token) {
    List<String> groups = Arrays.asList(token.split("[^0-9]", -1));
    String separators = token.replaceAll("[0-9]", "");
    Set<BigDecimal> values = new LinkedHashSet<>();
    if (separators.isEmpty()) {
      values.add(value(token));
    }
    if (isGrouped(groups, separators)) {
      values.add(value(String.join("", groups)));
    }
    if (hasDecimals(groups, separators)) {
      int last = groups.size() - 1;
      values.add(value(String.join("", groups.subList(0, last)) + "." + groups.get(last)));
    }
    boolean several =
        values.isEmpty() || separators.chars().anyMatch(c -> DOUBTFUL.indexOf(c) >= 0);
    return new NumberReading(
        values, several ? groups.stream().map(NumberReading::value).toList() : List.of());
  }

  private static boolean hasDecimals(List<String> groups, String separators) {
    int last = separators.length() - 1;
    if (last < 0) {
      return false;
    }
    char point = separators.charAt(last);
    if (last == 0) {
      // A time, 22:45, is written 22.45 elsewhere; reading both alike lets them meet.
      return DECIMAL.indexOf(point) >= 0 || point == ':';
    }
    return DECIMAL.indexOf(point) >= 0
        && separators.indexOf(point) == last
        && isGrouped(groups.subList(0, last + 1), separators.substring(0, last));
  }

  /** Groups of three digits, or as in India two and at last three, all parted by the same sign. */
  private static boolean isGrouped(List<String> groups, String separators) {
    int last = groups.size() - 1;
    if (last < 1 || groups.get(last).length() != 3 || groups.get(0).startsWith("0")) {
      return false;
    }
    boolean same = separators.chars().distinct().count() == 1;
    if (!same || GROUPING.indexOf(separators.charAt(0)) < 0 || groups.get(0).length() > 3) {
      return false;
    }
    List<Integer> lengths = new ArrayList<>();
    groups.subList(1, last).forEach(g -> lengths.add(g.length()));
    return lengths.stream().allMatch(n -> n == 3)
        || (groups.get(0).length() <= 2 && lengths.stream().allMatch(n -> n == 2));
  }

  /** A value in the one form in which equal numbers are equal objects. */
  static BigDecimal value(String digits) {
    return new BigDecimal(digits).stripTrailingZeros();
  }
}
