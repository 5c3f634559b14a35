package org.precis.model.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads JSON that may be hostile: bounded depth, size and numbers, no duplicate keys. */
final class StrictJson {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_TEXT = 1_000_000;
  private static final int MAX_NUMBER = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private StrictJson() {}

  /**
   * Reads a file whose root is an object.
   *
   * @param maxBytes longest file that is read
   * @throws ModelFormatException if it is absent, longer, or not such JSON
   */
  static ObjectNode object(Path file, long maxBytes) {
    try {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw new ModelFormatException(
            "%s has %d bytes; allowed are %d".formatted(file, size, maxBytes));
      }
      JsonNode root = READER.readTree(Files.readAllBytes(file));
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new ModelFormatException(
          file
              + " must hold a JSON object; it holds "
              + (size == 0 ? "nothing" : "something else"));
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /** A parser over a stream, for what is too long to be held as a tree. */
  static JsonParser parser(InputStream stream) throws IOException {
    return FACTORY.createParser(stream);
  }

  /** What to throw when reading fails. */
  static ModelFormatException unreadable(String what, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new ModelFormatException(what + " is absent", cause);
    }
    if (cause instanceof JsonProcessingException broken) {
      String place =
          broken.getLocation() == null
              ? ""
              : " (at byte %d)".formatted(broken.getLocation().getByteOffset());
      return new ModelFormatException(
          "%s is no JSON within the limits: %s%s"
              .formatted(what, firstLine(broken.getOriginalMessage()), place),
          cause);
    }
    return new ModelFormatException(
        "%s cannot be read: %s: %s"
            .formatted(what, cause.getClass().getSimpleName(), firstLine(cause.getMessage())),
        cause);
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
