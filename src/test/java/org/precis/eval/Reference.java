package org.precis.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads reference values. */
public final class Reference {
  private Reference() {}

  /** A file of reference values, by its path among the resources. */
  public static JsonNode file(String name) {
    try (InputStream in = Reference.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The children of an array. */
  public static Stream<JsonNode> items(JsonNode array) {
    if (!array.isArray() || array.isEmpty()) {
      throw new IllegalArgumentException("not a filled array: " + array);
    }
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** An array of strings. */
  public static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** An array of whole numbers. */
  public static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  /** A number; the files write "inf", "-inf" and "nan" for those that JSON lacks. */
  public static double number(JsonNode node) {
    return switch (node.asText()) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> {
        if (!node.isNumber()) {
          throw new IllegalArgumentException("not a number: " + node);
        }
        yield node.asDouble();
      }
    };
  }

  /** An array of numbers. */
  public static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(Reference::number)
        .toArray();
  }

  /** An array of arrays of numbers. */
  public static double[][] matrix(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(Reference::doubles)
        .toArray(double[][]::new);
  }
}
