package org.precis.train.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A part of a configuration, read by type. Every key that is asked for is known; {@link #done}
 * refuses the others. Not thread-safe.
 */
final class Section {
  private final String path;
  private final Map<String, Object> values;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * A section.
   *
   * @param path its keys' common beginning, such as {@code batch.}; empty for the whole file
   */
  Section(String path, Map<String, Object> values) {
    this.path = path;
    this.values = values;
  }

  /** A section below; empty if it is absent. */
  Section section(String key) {
    Object value = value(key);
    if (value == null) {
      return new Section(path + key + ".", Map.of());
    }
    return new Section(path + key + ".", map(key, value));
  }

  /** True if it has any key. */
  boolean isGiven() {
    return !values.isEmpty();
  }

  private Map<String, Object> map(String key, Object value) {
    if (!(value instanceof Map<?, ?> raw)) {
      throw wrong(key, "a section of keys and values", value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    raw.forEach((name, each) -> map.put(String.valueOf(name), each));
    return map;
  }

  String text(String key) {
    return findText(key)
        .orElseThrow(
            () ->
                new ConfigException(
                    "'%s%s' must be given; given there are %s"
                        .formatted(path, key, values.keySet())));
  }

  String text(String key, String absent) {
    return findText(key).orElse(absent);
  }

  Optional<String> findText(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map || value instanceof List) {
      throw wrong(key, "a single value", value);
    }
    return Optional.of(String.valueOf(value));
  }

  long integer(String key, long absent, long least) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    if (!(value instanceof Integer || value instanceof Long)
        || ((Number) value).longValue() < least) {
      throw wrong(key, "a whole number of at least " + least, value);
    }
    return ((Number) value).longValue();
  }

  int small(String key, int absent, int least) {
    long value = integer(key, absent, least);
    if (value > Integer.MAX_VALUE) {
      throw wrong(key, "below 2³¹", value);
    }
    return (int) value;
  }

  double number(String key, double absent) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      throw wrong(key, "a number", value);
    }
    return number.doubleValue();
  }

  boolean flag(String key, boolean absent) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    if (!(value instanceof Boolean flag)) {
      throw wrong(key, "true or false", value);
    }
    return flag;
  }

  <E extends Enum<E>> E choice(String key, E absent) {
    Optional<String> name = findText(key);
    if (name.isEmpty()) {
      return absent;
    }
    List<String> names = new ArrayList<>();
    for (E each : absent.getDeclaringClass().getEnumConstants()) {
      String its = each.name().toLowerCase(Locale.ROOT);
      if (its.equals(name.get())) {
        return each;
      }
      names.add(its);
    }
    throw wrong(key, "one of " + String.join(", ", names), name.get());
  }

  /** The elements of a list, or a single one; none if it is absent. */
  List<Object> list(String key) {
    Object value = value(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? List.copyOf(list) : List.of(value);
  }

  /** A section that stands in a list. */
  Section element(String key, int index, Object value) {
    String name = key + "[" + index + "]";
    return new Section(path + name + ".", map(name, value));
  }

  /** All keys and values of a section whose keys this program does not know. */
  Map<String, String> strings(String key) {
    Object value = value(key);
    Map<String, String> strings = new TreeMap<>();
    if (value != null) {
      map(key, value).forEach((name, each) -> strings.put(name, String.valueOf(each)));
    }
    return strings;
  }

  private Object value(String key) {
    known.add(key);
    return values.get(key);
  }

  private ConfigException wrong(String key, String rule, Object value) {
    return new ConfigException("'%s%s' must be %s; it is '%s'".formatted(path, key, rule, value));
  }

  /**
   * All keys were asked for.
   *
   * @throws ConfigException if the section has another key; the message names the nearest known one
   */
  void done() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new ConfigException(
            "'%s%s' is unknown; did you mean '%s%s'? Known here: %s"
                .formatted(path, key, path, Nearest.of(key, known), String.join(", ", known)));
      }
    }
  }
}
