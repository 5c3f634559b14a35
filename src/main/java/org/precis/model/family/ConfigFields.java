package org.precis.model.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.precis.nn.Activation;

/**
 * Fields of a {@code config.json} by type. A field of another type, or a number beyond an int, is
 * refused with the field and the value; null counts as absent. Who reads the file adds its name.
 *
 * @param json the file's content
 */
public record ConfigFields(ObjectNode json) {
  private static final int SHOWN = 100;

  /**
   * A field that must be there.
   *
   * @throws IllegalArgumentException if it is absent or of another type
   */
  public String text(String key) {
    return findText(key)
        .orElseThrow(() -> new IllegalArgumentException("lacks '%s'".formatted(key)));
  }

  /**
   * A field that may be absent.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public Optional<String> findText(String key) {
    return find(key)
        .map(
            value -> {
              require(value.isTextual(), key, "a string", value);
              return value.asText();
            });
  }

  /**
   * A field that must be there.
   *
   * @throws IllegalArgumentException if it is absent or of another type
   */
  public int integer(String key) {
    return findInteger(key)
        .orElseThrow(() -> new IllegalArgumentException("lacks '%s'".formatted(key)));
  }

  /**
   * A field that may be absent.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public Optional<Integer> findInteger(String key) {
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

  /**
   * A field that must be there: {@code count} whole numbers, or one that stands for all.
   *
   * @throws IllegalArgumentException if it is absent, of another type or of another length
   */
  public List<Integer> integers(String key, int count) {
    JsonNode value =
        find(key).orElseThrow(() -> new IllegalArgumentException("lacks '%s'".formatted(key)));
    if (!value.isArray()) {
      return Collections.nCopies(count, integer(key));
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode number : value) {
      require(number.canConvertToInt() && number.isInt(), key, "whole numbers below 2³¹", value);
      numbers.add(number.asInt());
    }
    require(numbers.size() == count, key, count + " numbers, one a layer", value);
    return numbers;
  }

  /**
   * A field that may be absent.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public float number(String key, float absent) {
    return find(key)
        .map(
            value -> {
              require(value.isNumber(), key, "a number", value);
              return value.floatValue();
            })
        .orElse(absent);
  }

  /**
   * A field that may be absent.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public boolean flag(String key, boolean absent) {
    return find(key)
        .map(
            value -> {
              require(value.isBoolean(), key, "true or false", value);
              return value.asBoolean();
            })
        .orElse(absent);
  }

  /**
   * A field that must be there and name a non-linearity.
   *
   * @throws IllegalArgumentException if it is absent or another one
   */
  public Activation.Kind activation(String key) {
    String name = text(key);
    return switch (name) {
      case "relu" -> Activation.Kind.RELU;
      case "gelu" -> Activation.Kind.GELU;
      case "gelu_new" -> Activation.Kind.GELU_NEW;
      case "swish", "silu" -> Activation.Kind.SILU;
      default ->
          throw new IllegalArgumentException(
              "'%s' is '%s'; known are relu, gelu, gelu_new, swish, silu"
                  .formatted(key, shortened(name)));
    };
  }

  /** True if the field is there, even as null. */
  public boolean names(String key) {
    return json.has(key);
  }

  private Optional<JsonNode> find(String key) {
    return Optional.ofNullable(json.get(key)).filter(value -> !value.isNull());
  }

  private static void require(boolean right, String key, String rule, JsonNode value) {
    if (!right) {
      throw new IllegalArgumentException(
          "'%s' must be %s; it is %s".formatted(key, rule, shortened(value.toString())));
    }
  }

  /** A value of a file for a message, cut if it is long. */
  public static String shortened(String value) {
    return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
  }
}
