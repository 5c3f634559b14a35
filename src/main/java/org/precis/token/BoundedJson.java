package org.precis.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads JSON objects of untrusted files: nesting, lengths and the number of values are bounded. */
final class BoundedJson {
  private static final int MAX_NESTING = 32;

  /** A table of the largest size, four tokens an entry, and room for the rest. */
  private static final int MAX_TOKENS = 4 * Vocabulary.MAX_SIZE + 1_000_000;

  private static final int MAX_STRING = 16 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_NESTING)
                      .maxStringLength(MAX_STRING)
                      .maxNameLength(10_000)
                      .maxNumberLength(100)
                      .build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private BoundedJson() {}

  /**
   * The object that a file holds.
   *
   * @param file its name, for messages
   * @throws TokenizerFormatException if it holds anything else
   */
  static JsonNode object(String file, byte[] content) {
    try (JsonParser parser = new Counter(MAPPER.createParser(content))) {
      JsonNode root = MAPPER.readTree(parser);
      if (root == null || !root.isObject()) {
        throw new TokenizerFormatException(file + " does not hold a JSON object");
      }
      if (parser.nextToken() != null) {
        throw new TokenizerFormatException(
            file + " goes on after its JSON object, at byte " + parser.currentLocation());
      }
      return root;
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset() + ": ";
      throw new TokenizerFormatException(
          file + " is no JSON within the limits" + place + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new TokenizerFormatException(file + " cannot be read as JSON: " + e.getMessage(), e);
    }
  }

  /** Stops after too many tokens, before their tree fills the memory. */
  private static final class Counter extends JsonParserDelegate {
    private int count;

    Counter(JsonParser parser) {
      super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      if (++count > MAX_TOKENS) {
        throw new StreamConstraintsException(
            "more than " + MAX_TOKENS + " values", currentLocation());
      }
      return super.nextToken();
    }
  }
}
