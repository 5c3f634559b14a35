package org.precis.model.transformer;

/** Checks numbers of a configuration. */
final class Range {
  private Range() {}

  /**
   * Refuses a value outside a range.
   *
   * @throws IllegalArgumentException naming it
   */
  static void check(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s is %d; allowed are %d to %d".formatted(what, value, min, max));
    }
  }
}
