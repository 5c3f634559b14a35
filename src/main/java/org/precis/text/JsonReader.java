package org.precis.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a JSON object with {@code id}, {@code title}, {@code language} and either {@code sections},
 * a list of objects with {@code heading}, {@code level} and {@code text}, or {@code body}, which
 * may be written in any other format. Levels are kept as they are. Offsets point into the JSON
 * text.
 */
final class JsonReader implements FormatReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final FormatReader bodyReader;

  /**
   * @param bodyReader reads the {@code body}
   */
  JsonReader(FormatReader bodyReader) {
    this.bodyReader = bodyReader;
  }

  /** What a JSON object states; later keys win. */
  private static final class Fields {
    String id = "";
    String title = "";
    String language = "";
    Optional<JsonString> body = Optional.empty();
    Optional<List<Section>> sections = Optional.empty();
  }

  @Override
  public Optional<Document> read(String source, Metadata caller) {
    Fields fields = new Fields();
    try (JsonParser json = FACTORY.createParser(source)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      readFields(json, source, fields);
      if (json.nextToken() != null) {
        return Optional.empty();
      }
    } catch (IOException notJson) {
      return Optional.empty();
    }
    Metadata known =
        caller
            .withStatedId(fields.id)
            .withStatedTitle(fields.title)
            .withStatedLanguage(fields.language);
    boolean sectioned =
        fields.sections.stream().flatMap(List::stream).anyMatch(JsonReader::hasText);
    if (sectioned || fields.body.isEmpty()) {
      return fields.sections.map(sections -> document(known, source, sections));
    }
    return fields.body.flatMap(body -> readBody(body, known, source));
  }

  private static void readFields(JsonParser json, String source, Fields fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("sections") && value == JsonToken.START_ARRAY) {
        fields.sections = Optional.of(readSections(json, source));
      } else if (name.equals("body") && value == JsonToken.VALUE_STRING) {
        fields.body = Optional.of(JsonString.at(json, source));
      } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        switch (name) {
          case "id" -> fields.id = json.getText();
          case "title" -> fields.title = json.getText();
          case "language", "lang" -> fields.language = json.getText();
          default -> {}
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private static List<Section> readSections(JsonParser json, String source) throws IOException {
    List<Section> sections = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        sections.add(readSection(json, source));
      } else {
        json.skipChildren();
      }
    }
    return sections;
  }

  private static Section readSection(JsonParser json, String source) throws IOException {
    String heading = "";
    Optional<Integer> level = Optional.empty();
    Optional<JsonString> text = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_NUMBER_INT && name.equals("level")) {
        level = Optional.of(json.getValueAsInt());
      } else if (value == JsonToken.VALUE_STRING) {
        switch (name) {
          case "heading", "title" -> heading = WhiteSpace.collapse(json.getText());
          case "text", "body" -> text = Optional.of(JsonString.at(json, source));
          default -> {}
        }
      } else {
        json.skipChildren();
      }
    }
    CleanText clean = new CleanText();
    text.ifPresent(string -> PlainReader.addParagraphs(string.text(), clean));
    OffsetMap offsets =
        text.map(string -> clean.offsets().then(string.offsets())).orElse(clean.offsets());
    int least = heading.isEmpty() ? 0 : 1;
    return new Section(heading, Math.max(least, level.orElse(least)), clean.text(), offsets);
  }

  private static boolean hasText(Section section) {
    return !section.text().isEmpty();
  }

  /** The document of the sections that have text or subsections. */
  private static Document document(Metadata known, String source, List<Section> sections) {
    List<String> headings = Headings.normalise(sections.stream().map(Section::heading).toList());
    List<Section> kept = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      boolean hasChildren =
          !section.heading().isEmpty()
              && i + 1 < sections.size()
              && sections.get(i + 1).level() > section.level();
      if (hasText(section) || hasChildren) {
        kept.add(new Section(headings.get(i), section.level(), section.text(), section.offsets()));
      }
    }
    return new Document(known.id(), known.title(), known.language(), source, kept);
  }

  private Optional<Document> readBody(JsonString body, Metadata known, String source) {
    return bodyReader
        .read(body.text(), known)
        .map(
            inner -> {
              List<Section> sections =
                  inner.sections().stream()
                      .map(
                          s ->
                              new Section(
                                  s.heading(),
                                  s.level(),
                                  s.text(),
                                  s.offsets().then(body.offsets())))
                      .toList();
              return new Document(inner.id(), inner.title(), inner.language(), source, sections);
            });
  }
}
