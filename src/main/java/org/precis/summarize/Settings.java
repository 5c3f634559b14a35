package org.precis.summarize;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads typed values from strings. Every key that was asked for is known; {@link #refuseOthers()}
 * refuses the rest. Messages have the key, the rule and the value. Not thread-safe.
 */
final class Settings {
  private final Map<String, String> values;
  private final TreeSet<String> known = new TreeSet<>();

  Settings(Map<String, String> values) {
    this.values = new LinkedHashMap<>(values);
  }

  String text(String key, String otherwise) {
    known.add(key);
    String value = values.get(key);
    return value == null ? otherwise : value.trim();
  }

  /** A text whose surrounding white space counts. */
  String verbatim(String key, String otherwise) {
    known.add(key);
    return values.getOrDefault(key, otherwise);
  }

  int integer(String key, int otherwise, int least, int most) {
    String value = text(key, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the message that has the rule.
    }
    throw new IllegalArgumentException(
        String.format(
            "'%s' must be a whole number from %d to %d, got '%s'", key, least, most, value));
  }

  float number(String key, float otherwise, float least, float most) {
    String value = text(key, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      float number = Float.parseFloat(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the message that has the rule.
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT, "'%s' must be a number from %s to %s, got '%s'", key, least, most, value));
  }

  boolean flag(String key, boolean otherwise) {
    String value = text(key, Boolean.toString(otherwise)).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              String.format("'%s' must be true or false, got '%s'", key, value));
    };
  }

  <E extends Enum<E>> E choice(String key, E otherwise) {
    String value = text(key, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        "'%s' must be one of %s, got '%s'",
                        key,
                        Arrays.stream(constants)
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                        value)));
  }

  /**
   * Refuses keys that nobody asked for.
   *
   * @throws IllegalArgumentException naming the nearest known key and all of them
   */
  void refuseOthers() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            String.format(
                "unknown setting '%s'; did you mean '%s'? Known are %s",
                key, nearest(key), String.join(", ", known)));
      }
    }
  }

  private String nearest(String key) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(candidate, key)))
        .orElseThrow();
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
