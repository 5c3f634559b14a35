package org.precis.train.augment;

import java.util.List;

/** Translates sentences. */
@FunctionalInterface
public interface Translator {
  /**
   * Translations in the sentences' order.
   *
   * @throws IllegalArgumentException if a sentence cannot be translated
   */
  List<String> translate(List<String> sentences);
}
