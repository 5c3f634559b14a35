package org.precis.text.number;

import java.math.BigDecimal;

/** Numbers spelled out in Chinese characters, as in 三百二十万. */
final class HanNumerals {
  private static final String DIGITS = "〇一二三四五六七八九";

  private static final String SMALL_UNITS = "十百千";

  private HanNumerals() {}

  /** Whether a character can be part of a spelled-out number. */
  static boolean isNumeral(char c) {
    return digit(c) >= 0 || SMALL_UNITS.indexOf(c) >= 0 || largePower(c) > 0;
  }

  /**
   * The value of a run of numerals: digits one after the other as in 二〇二五, else sums of products
   * with units.
   */
  static BigDecimal value(String run) {
    if (run.length() > 1 && run.chars().allMatch(c -> digit((char) c) >= 0)) {
      StringBuilder digits = new StringBuilder();
      run.chars().forEach(c -> digits.append(digit((char) c)));
      return NumberReading.value(digits.toString());
    }
    BigDecimal total = BigDecimal.ZERO;
    long part = 0;
    long digit = 0;
    for (int i = 0; i < run.length(); i++) {
      char c = run.charAt(i);
      int unit = SMALL_UNITS.indexOf(c);
      if (digit(c) >= 0) {
        digit = digit(c);
      } else if (unit >= 0) {
        part += Math.max(digit, 1) * (long) Math.pow(10, unit + 1.0);
        digit = 0;
      } else {
        // 万 multiplies all that stands before it and after the last larger unit.
        long factor = Math.max(part + digit, 1);
        total = total.add(BigDecimal.valueOf(factor).scaleByPowerOfTen(largePower(c)));
        part = 0;
        digit = 0;
      }
    }
    return NumberReading.value(total.add(BigDecimal.valueOf(part + digit)).toPlainString());
  }

  private static int digit(char c) {
    return switch (c) {
      case '零' -> 0;
      case '两', '兩' -> 2;
      default -> DIGITS.indexOf(c);
    };
  }

  private static int largePower(char c) {
    return switch (c) {
      case '万', '萬' -> 4;
      case '亿', '億' -> 8;
      case '兆' -> 12;
      default -> 0;
    };
  }
}
