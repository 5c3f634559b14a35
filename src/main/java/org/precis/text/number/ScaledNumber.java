package org.precis.text.number;

import java.lang.Character.UnicodeScript;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A number with its words of scale, while a text is read.
 *
 * @param start offset of its beginning
 * @param end offset after it
 * @param values what it may be
 * @param parts numbers that it may be instead; empty if it can only be one
 * @param power the largest power of ten that its last word of scale may mean; 0 without such a word
 */
record ScaledNumber(int start, int end, Set<BigDecimal> values, List<BigDecimal> parts, int power) {

  /** Multiplies every value by every power of ten. */
  static ScaledNumber of(
      int start, int end, Set<BigDecimal> values, List<BigDecimal> parts, List<Integer> powers) {
    Set<BigDecimal> scaled = new LinkedHashSet<>();
    for (BigDecimal value : values) {
      powers.forEach(p -> scaled.add(value.scaleByPowerOfTen(p).stripTrailingZeros()));
    }
    int most = powers.stream().mapToInt(p -> p).max().orElse(0);
    return new ScaledNumber(start, end, scaled, parts, most);
  }

  /**
   * Whether the number that follows is a smaller part of this one, as in 6万2000, 4 crore 20 lakh,
   * or {@code 14 ہزار 300}. In Latin script the smaller part needs a word of scale of its own.
   */
  boolean isContinuedBy(ScaledNumber next, String text) {
    boolean gap = next.start == end + 1 && NumberScale.isGap(text.charAt(end));
    boolean bare = power > 0 && UnicodeScript.of(text.charAt(end - 1)) != UnicodeScript.LATIN;
    return power > 0
        && (next.start == end || gap)
        && (bare || next.power > 0)
        && next.power < power
        && next.values.stream().anyMatch(this::hasRoomFor);
  }

  /** The sum of this number and the smaller part that follows it. */
  ScaledNumber plus(ScaledNumber next) {
    Set<BigDecimal> sums = new LinkedHashSet<>();
    for (BigDecimal value : values) {
      next.values.stream()
          .filter(this::hasRoomFor)
          .forEach(v -> sums.add(value.add(v).stripTrailingZeros()));
    }
    return new ScaledNumber(start, next.end, sums, List.of(), next.power);
  }

  private boolean hasRoomFor(BigDecimal remainder) {
    return remainder.compareTo(BigDecimal.ONE.scaleByPowerOfTen(power)) < 0;
  }
}
