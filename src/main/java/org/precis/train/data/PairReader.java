package org.precis.train.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads pairs row by row. JSON rows have CrossSum's fields ({@code text}, {@code summary}, {@code
 * source_url}, {@code target_url}) or ours ({@code text}, {@code summary} and, where there are
 * such, {@code id}, {@code document}, {@code language}). Tab-separated rows are document and
 * summary.
 */
public final class PairReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What tells which rows belong to one target document, the first that a row has. */
  private static final List<String> DOCUMENT_KEYS = List.of("target_url", "document", "id");

  private PairReader() {}

  /**
   * Reads a file. Bad rows are noted and skipped; empty lines do not count as rows.
   *
   * @throws IOException if it cannot be read, or is of another kind
   */
  public static void read(DataFile file, Consumer<RawExample> sink, BadRows bad)
      throws IOException {
    String name = file.path().getFileName().toString();
    boolean zipped = name.endsWith(".gz");
    String kind = (zipped ? name.substring(0, name.length() - 3) : name).replaceAll(".*\\.", "");
    if (!List.of("jsonl", "json", "tsv").contains(kind)) {
      throw new IOException(
          "%s: a file of pairs ends in .jsonl, .json or .tsv, perhaps with .gz".formatted(name));
    }
    DataLines.read(
        file.path(),
        line -> sink.accept(kind.equals("tsv") ? tabbed(line, file) : json(line, file)),
        bad);
  }

  private static RawExample tabbed(String line, DataFile file) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 2) {
      throw new IllegalArgumentException(
          "a row has 2 cells, document and summary; this one has " + cells.length);
    }
    return checked(cells[1], file.language(), cells[0], cells[1]);
  }

  private static RawExample json(String line, DataFile file) {
    JsonNode row;
    try {
      row = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
    if (!row.isObject()) {
      throw new IllegalArgumentException("a row must be a JSON object");
    }
    String target = text(row, "summary");
    String document =
        DOCUMENT_KEYS.stream()
            .map(key -> row.path(key).asText())
            .filter(value -> !value.isBlank())
            .findFirst()
            .orElse(target);
    String language = row.path("language").asText(file.language());
    return checked(document, language, text(row, "text"), target);
  }

  private static String text(JsonNode row, String key) {
    JsonNode value = row.get(key);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException(
          "'%s' must be a string; the row has %s"
              .formatted(key, value == null ? "none" : value.getNodeType()));
    }
    return value.asText();
  }

  private static RawExample checked(
      String document, String language, String source, String target) {
    if (source.isBlank() || target.isBlank()) {
      throw new IllegalArgumentException((source.isBlank() ? "document" : "summary") + " is empty");
    }
    return new RawExample(document, language, source.strip(), target.strip());
  }
}
