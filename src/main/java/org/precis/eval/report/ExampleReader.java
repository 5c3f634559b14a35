package org.precis.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.precis.text.Document;
import org.precis.text.LanguageTags;

/**
 * Reads examples, one JSON object a line: {@code prediction}, {@code reference} or {@code
 * references}, {@code lang}, and optionally {@code summaryLang} and {@code source}. Only one line
 * is held at a time.
 */
public final class ExampleReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String summaryLanguage;

  /**
   * A reader.
   *
   * @param summaryLanguage BCP 47 tag of the summaries of lines without {@code summaryLang}; empty
   *     if it is that of their {@code lang}
   */
  public ExampleReader(String summaryLanguage) {
    this.summaryLanguage = summaryLanguage;
  }

  /**
   * Gives every line to {@code consumer}; blank ones are passed over.
   *
   * @param name of the file, for messages
   * @throws IOException if a line is no example; the message names file and line
   */
  public void read(String name, BufferedReader lines, Consumer<Example> consumer)
      throws IOException {
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        consumer.accept(example(name + " line " + number, line));
      }
    }
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
        Optional.of(node.path("source")).filter(JsonNode::isTextual).map(JsonNode::asText));
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
