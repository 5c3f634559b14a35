package org.precis.text.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * A number in a text. Its value can be uncertain: {@code 1.234} is one number in English and
 * another in German, {@code 2570} in a Thai text may be the year 2027.
 *
 * @param text the number as it is written, with its words of scale
 * @param readings values that it may have, without trailing zeros
 * @param parts for a date, a score or what else may be several numbers, those; empty otherwise
 * @param firm false if it is spelled out or may belong to a name, so that nothing follows from its
 *     absence elsewhere
 */
public record NumberMention(
    String text, Set<BigDecimal> readings, List<BigDecimal> parts, boolean firm) {
  public NumberMention {
    readings = Set.copyOf(readings);
    parts = List.copyOf(parts);
  }
}
