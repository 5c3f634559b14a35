package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses and checks the JSON header of a safetensors file, in one pass and memory bounded by the
 * number of tensors.
 */
final class SafeTensorsHeader {
  private static final int MAX_TENSORS = 100_000;
  private static final int MAX_DIMENSIONS = 8;

  private final String file;
  private final long dataStart;
  private final long fileSize;
  private final Map<String, TensorEntry> entries = new LinkedHashMap<>();

  private SafeTensorsHeader(String file, long dataStart, long fileSize) {
    this.file = file;
    this.dataStart = dataStart;
    this.fileSize = fileSize;
  }

  /**
   * The tensors of a file, in the header's order.
   *
   * @param json the header's bytes
   * @param dataStart where the data begins in the file
   * @throws ModelFormatException if the header breaks a rule of the format
   */
  static Map<String, TensorEntry> parse(
      InputStream json, String file, long dataStart, long fileSize) {
    SafeTensorsHeader header = new SafeTensorsHeader(file, dataStart, fileSize);
    try (JsonParser parser = StrictJson.parser(json)) {
      header.read(parser);
    } catch (IOException e) {
      throw StrictJson.unreadable("the header of " + file, e);
    }
    header.checkCoverage();
    return header.entries;
  }

  private void read(JsonParser parser) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, "must be a JSON object", parser);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("__metadata__")) {
        skipMetadata(parser);
      } else {
        entries.put(name, entry(name, parser));
        expect(
            entries.size() <= MAX_TENSORS, "holds more than " + MAX_TENSORS + " tensors", parser);
      }
    }
    expect(parser.nextToken() == null, "goes on after its JSON object", parser);
  }

  private void skipMetadata(JsonParser parser) throws IOException {
    expect(
        parser.currentToken() == JsonToken.START_OBJECT, "__metadata__ must be an object", parser);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      expect(
          parser.nextToken() == JsonToken.VALUE_STRING,
          "__metadata__ may hold strings only",
          parser);
    }
  }

  private TensorEntry entry(String name, JsonParser parser) throws IOException {
    expect(
        parser.currentToken() == JsonToken.START_OBJECT,
        "'" + name + "' must be an object",
        parser);
    TensorType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "dtype" -> type = type(name, parser);
        case "shape" -> shape = integers(name, key, MAX_DIMENSIONS, parser);
        case "data_offsets" -> offsets = integers(name, key, 2, parser);
        default -> throw broken(name, "has the unknown field '" + key + "'");
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw broken(name, "needs dtype, shape and two data_offsets");
    }
    return checked(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private TensorEntry checked(
      String name, TensorType type, List<Long> shape, long begin, long end) {
    long available = fileSize - dataStart;
    if (begin > end || end > available) {
      throw broken(
          name,
          "lies at bytes %d to %d of the data, which has %d bytes"
              .formatted(begin, end, available));
    }
    long bytes = type.bytes();
    for (long size : shape) {
      // Sizes are at least 0; anything above the file's size cannot be right, so stop there.
      if (size != 0 && bytes > available / size) {
        throw broken(
            name, "has shape %s, more than the %d bytes of data".formatted(shape, available));
      }
      bytes *= size;
    }
    if (bytes != end - begin) {
      throw broken(
          name,
          "has shape %s of %s, %d bytes, but %d bytes of data"
              .formatted(shape, type, bytes, end - begin));
    }
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    return new TensorEntry(name, type, new Shape(sizes), dataStart + begin, dataStart + end);
  }

  private TensorType type(String name, JsonParser parser) throws IOException {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw broken(
        name, "has dtype '%s'; known are %s".formatted(text, List.of(TensorType.values())));
  }

  private List<Long> integers(String name, String key, int most, JsonParser parser)
      throws IOException {
    List<Long> values = new ArrayList<>();
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    while (array && parser.nextToken() == JsonToken.VALUE_NUMBER_INT && values.size() < most) {
      long value = parser.getLongValue();
      if (value < 0) {
        throw broken(name, "has %d in its %s; none may be negative".formatted(value, key));
      }
      values.add(value);
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw broken(name, "needs an array of at most %d whole numbers as %s".formatted(most, key));
    }
    return values;
  }

  /** The tensors must fill the data without holes, overlap or anything behind them. */
  private void checkCoverage() {
    long at = dataStart;
    List<TensorEntry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end));
    for (TensorEntry entry : ordered) {
      if (entry.begin() != at) {
        throw broken(
            entry.name(),
            "begins at byte %d, %s byte %d where the one before ends"
                .formatted(entry.begin(), entry.begin() < at ? "before" : "after", at));
      }
      at = entry.end();
    }
    if (at != fileSize) {
      throw new ModelFormatException(
          "%s has %d bytes after its last tensor; nothing may follow"
              .formatted(file, fileSize - at));
    }
  }

  private void expect(boolean right, String rule, JsonParser parser) throws IOException {
    if (!right) {
      throw new ModelFormatException(
          "the header of %s %s (at byte %d)"
              .formatted(file, rule, parser.currentLocation().getByteOffset()));
    }
  }

  private ModelFormatException broken(String name, String what) {
    String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
    return new ModelFormatException("%s: tensor '%s' %s".formatted(file, shown, what));
  }
}
