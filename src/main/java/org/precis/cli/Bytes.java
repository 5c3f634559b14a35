package org.precis.cli;

import java.util.Locale;

/** Sizes of files in words. */
final class Bytes {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  private Bytes() {}

  /** A number of bytes with a decimal unit, such as {@code 1.20 GB}. */
  static String of(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " " + UNITS[0]
        : String.format(Locale.ROOT, "%.2f %s", value, UNITS[unit]);
  }
}
