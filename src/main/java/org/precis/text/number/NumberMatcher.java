package org.precis.text.number;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the numbers of texts across languages and ways of writing. A number that may mean
 * several things matches if one of them fits, so that what does not match is worth a look.
 * Immutable and thread-safe.
 */
public final class NumberMatcher {
  private final NumberScale scales = NumberScale.load();

  /** The numbers of {@code text}. */
  public List<NumberMention> mentions(String text) {
    return new NumberFinder(scales, text).find();
  }

  /** Every value that a number of {@code text} may have. */
  public Set<BigDecimal> values(String text) {
    Set<BigDecimal> values = new HashSet<>();
    for (NumberMention mention : mentions(text)) {
      values.addAll(mention.readings());
      values.addAll(mention.parts());
    }
    return values;
  }

  /**
   * Numbers of {@code text} that are none of {@code known}, each as it is written, without
   * duplicates. Spelled-out numbers and those inside names (H5N1) are passed over.
   */
  public List<String> unsupported(String text, Set<BigDecimal> known) {
    return mentions(text).stream()
        .filter(NumberMention::firm)
        .filter(mention -> !isSupported(mention, known))
        .map(NumberMention::text)
        .distinct()
        .toList();
  }

  /** Whether a number, or all of its parts, are among {@code known}. */
  public static boolean isSupported(NumberMention mention, Set<BigDecimal> known) {
    return mention.readings().stream().anyMatch(known::contains)
        || (!mention.parts().isEmpty() && known.containsAll(mention.parts()));
  }
}
