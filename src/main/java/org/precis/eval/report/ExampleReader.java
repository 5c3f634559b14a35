package org.precis.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.precis.text.Document;
import org.precis.text.LanguageTags;

/**
 * Reads examples, one JSON object a line: {@code prediction}, {@code reference} or {@code
 * references}, {@code lang}, and optionally {@code summaryLang}, {@code source}, {@code stratum}
 * and {@code document}. Only one line is held at a time. Whoever opened it closes it.
 */
public final class ExampleReader implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final BufferedReader lines;
  private final String summaryLanguage;
  private int number;

  /**
   * A reader.
   *
   * @param name of the file, for messages
   * @param lines closed with the reader
   * @param summaryLanguage BCP 47 tag of the summaries of lines without {@code summaryLang}; empty
   *     if it is that of their {@code lang}
   */
  public ExampleReader(String name, BufferedReader lines, String summaryLanguage) {
    this.name = name;
    this.lines = lines;
    this.summaryLanguage = summaryLanguage;
  }

  /**
   * A reader of a file; malformed bytes are read as U+FFFD, since one broken character must not
   * cost a report.
   *
   * @throws IOException if there is no such file
   */
  public static ExampleReader open(Path file, String summaryLanguage) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file " + file);
    }
    Reader decoded = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
    return new ExampleReader(
        file.getFileName().toString(), new BufferedReader(decoded), summaryLanguage);
  }

  /** Name of the file. */
  public String name() {
    return name;
  }

  /** Where the example stands that was read last. */
  String place() {
    return name + " line " + number;
  }

  /**
   * The next example, blank lines passed over; empty behind the last one.
   *
   * @throws IOException if a line is no example; the message names file and line
   */
  public Optional<Example> next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        return Optional.of(example(place(), line));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Example example(String place, String line) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException bad) {
      throw new IOException(place + " is not JSON: " + bad.getOriginalMessage(), bad);
    }
    if (!node.isObject() || !node.path("prediction").isTextual()) {
      throw new IOException(place + " needs an object with the text 'prediction'");
    }
    String language = tag(node, "lang", Document.UNDETERMINED, place);
    String otherwise = summaryLanguage.isEmpty() ? language : summaryLanguage;
    return new Example(
        node.path("prediction").asText(),
        references(node, place),
        language,
        tag(node, "summaryLang", otherwise, place),
        Optional.of(node.path("source")).filter(JsonNode::isTextual).map(JsonNode::asText),
        node.path("stratum").asText(""),
        document(node, place));
  }

  private static Optional<String> document(JsonNode node, String place) throws IOException {
    JsonNode name = node.path("document");
    if (!name.isTextual() && !name.isNumber() && !name.isNull() && !name.isMissingNode()) {
      throw new IOException(place + " has a 'document' that is neither a text nor a number");
    }
    return Optional.of(name.asText("")).filter(text -> !name.isNull() && !text.isBlank());
  }

  private static List<String> references(JsonNode node, String place) throws IOException {
    List<String> references = new ArrayList<>();
    for (JsonNode reference :
        node.has("reference") ? List.of(node.path("reference")) : node.path("references")) {
      if (reference.isTextual()) {
        references.add(reference.asText());
      }
    }
    if (references.isEmpty()) {
      throw new IOException(
          place + " needs a text 'reference', or 'references' with at least one text");
    }
    return references;
  }

  private static String tag(JsonNode node, String field, String otherwise, String place)
      throws IOException {
    if (!node.hasNonNull(field)) {
      return otherwise;
    }
    String written = node.path(field).asText();
    String tag = LanguageTags.normalise(written);
    if (tag.equals(Document.UNDETERMINED) && !written.equals(Document.UNDETERMINED)) {
      throw new IOException(
          place + " has " + field + " '" + written + "', which is no language tag such as fr");
    }
    return tag;
  }
}
