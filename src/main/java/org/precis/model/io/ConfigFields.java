package org.precis.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fields of a {@code config.json} by type. A field of another type, or a number beyond an int, is
 * refused with the file, the field and the value; null counts as absent.
 *
 * @param file the file, for messages
 * @param json its content
 */
record ConfigFields(Path file, ObjectNode json) {
  static final String NAME = "config.json";
  private static final long MAX_BYTES = 10_000_000;

  /**
   * Reads the configuration of a model directory.
   *
   * @throws ModelFormatException if it is absent or not a JSON object
   */
  static ConfigFields read(Path directory) {
    Path file = directory.resolve(NAME);
    return new ConfigFields(file, StrictJson.object(file, MAX_BYTES));
  }

  /** A field that must be there. */
  String text(String key) {
    return findText(key)
        .orElseThrow(() -> new ModelFormatException("%s lacks '%s'".formatted(file, key)));
  }

  /** A field that may be absent. */
  Optional<String> findText(String key) {
    return find(key)
        .map(
            value -> {
              require(value.isTextual(), key, "a string", value);
              return value.asText();
            });
  }

  /** A field that must be there. */
  int integer(String key) {
    return findInteger(key)
        .orElseThrow(() -> new ModelFormatException("%s lacks '%s'".formatted(file, key)));
  }

  /** A field that may be absent. */
  Optional<Integer> findInteger(String key) {
    return find(key)
        .map(
            value -> {
              require(
                  value.isIntegralNumber() && value.canConvertToInt(),
                  key,
                  "a whole number below 2³¹",
                  value);
              return value.asInt();
            });
  }

  /** A field that may be absent. */
  float number(String key, float absent) {
    return find(key)
        .map(
            value -> {
              require(value.isNumber(), key, "a number", value);
              return value.floatValue();
            })
        .orElse(absent);
  }

  /** A field that may be absent. */
  boolean flag(String key, boolean absent) {
    return find(key)
        .map(
            value -> {
              require(value.isBoolean(), key, "true or false", value);
              return value.asBoolean();
            })
        .orElse(absent);
  }

  private Optional<JsonNode> find(String key) {
    return Optional.ofNullable(json.get(key)).filter(value -> !value.isNull());
  }

  private void require(boolean right, String key, String rule, JsonNode value) {
    if (!right) {
      String shown = value.toString();
      throw new ModelFormatException(
          "%s: '%s' must be %s; it is %s"
              .formatted(
                  file, key, rule, shown.length() > 100 ? shown.substring(0, 100) + "…" : shown));
    }
  }
}
