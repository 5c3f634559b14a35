package org.precis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.precis.text.TextFormat;

/**
 * A document as it is sent to Solr, read from a file. A {@code .jsonl} file holds one a line, with
 * the fields {@code id}, {@code title}, {@code language}, {@code body}, {@code published}, {@code
 * category}, {@code summary}; a {@code .json} file one such object, or one with {@code sections}.
 * Other files are one document each; their ending tells the format, their name is the id.
 *
 * @param id identifier
 * @param title title; empty where the source states its own
 * @param language BCP 47 tag; empty where it is to be detected
 * @param format how the body is written
 * @param body the source
 * @param fields further fields of the document
 */
record DocumentFile(
    String id, String title, String language, TextFormat format, String body, ObjectNode fields) {

  /**
   * Documents of files; of a directory all files in it, in order of their names.
   *
   * @throws IOException if a file cannot be read or holds bad JSON; the message names file and line
   */
  static List<DocumentFile> read(List<Path> files) throws IOException {
    List<DocumentFile> documents = new ArrayList<>();
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new IOException("no file " + file);
      }
      if (Files.isDirectory(file)) {
        try (Stream<Path> children = Files.list(file)) {
          documents.addAll(read(children.filter(Files::isRegularFile).sorted().toList()));
        }
      } else {
        // Malformed bytes become U+FFFD: a document with a broken character is still a document.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        documents.addAll(read(file.getFileName().toString(), text));
      }
    }
    return documents;
  }

  /** Documents of a text that was read from a file of this name. */
  static List<DocumentFile> read(String name, String text) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".jsonl")) {
      List<DocumentFile> documents = new ArrayList<>();
      int line = 0;
      for (String json : text.split("\n", -1)) {
        line++;
        if (!json.isBlank()) {
          documents.add(ofJson(name + " line " + line, name + "#" + line, json));
        }
      }
      return documents;
    }
    if (lower.endsWith(".json")) {
      return List.of(ofJson(name, name, text));
    }
    return List.of(
        new DocumentFile(name, "", "", formatOf(lower), text, SolrHttp.JSON.createObjectNode()));
  }

  private static TextFormat formatOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "md", "markdown" -> TextFormat.MARKDOWN;
      case "html", "htm", "xhtml" -> TextFormat.HTML;
      case "xml", "nxml" -> TextFormat.JATS;
      case "txt" -> TextFormat.PLAIN;
      default -> TextFormat.AUTO;
    };
  }

  private static DocumentFile ofJson(String place, String defaultId, String json)
      throws IOException {
    JsonNode node;
    try {
      node = SolrHttp.JSON.readTree(json);
    } catch (JsonProcessingException bad) {
      throw new IOException(place + " is not JSON: " + bad.getOriginalMessage(), bad);
    }
    if (!node.isObject() || !(node.has("body") || node.has("sections"))) {
      throw new IOException(place + " needs an object with 'body' or 'sections'");
    }
    boolean sectioned = node.has("sections");
    ObjectNode fields = SolrHttp.JSON.createObjectNode();
    copy(node, "published", fields, "published");
    copy(node, "category", fields, "category");
    copy(node, "summary", fields, "reference_summary");
    return new DocumentFile(
        node.path("id").asText(defaultId),
        node.path("title").asText(""),
        node.path("language").asText(""),
        sectioned ? TextFormat.JSON : TextFormat.PLAIN,
        sectioned ? json : node.path("body").asText(""),
        fields);
  }

  private static void copy(JsonNode from, String key, ObjectNode to, String field) {
    String value = from.path(key).asText("");
    if (!value.isEmpty()) {
      // Solr's dates are instants.
      boolean day = field.equals("published") && value.length() == "2026-01-31".length();
      to.put(field, day ? value + "T00:00:00Z" : value);
    }
  }

  /** The document as Solr's JSON update format takes it. */
  ObjectNode toSolr() {
    ObjectNode document = SolrHttp.JSON.createObjectNode();
    document.put("id", id);
    document.put("body", body);
    document.put("format", format.name().toLowerCase(Locale.ROOT));
    if (!title.isEmpty()) {
      document.put("title", title);
    }
    if (!language.isEmpty()) {
      document.put("lang", language);
    }
    document.setAll(fields);
    return document;
  }
}
