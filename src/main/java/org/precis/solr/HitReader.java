package org.precis.solr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexableField;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.search.SolrIndexSearcher;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.LanguageDetector;
import org.precis.text.OffsetMap;
import org.precis.text.Section;
import org.precis.text.TextFormat;

/**
 * Reads hits from the index's stored fields, whatever the response's {@code fl} says. Immutable and
 * thread-safe.
 */
final class HitReader {
  private final DocumentParser parser;
  private final LanguageDetector detector;

  HitReader(DocumentParser parser, LanguageDetector detector) {
    this.parser = parser;
    this.detector = detector;
  }

  /** The unique key of a hit as the response writes it. */
  static String id(SolrIndexSearcher searcher, int docId) throws IOException {
    SchemaField key = searcher.getSchema().getUniqueKeyField();
    return key.getType()
        .toExternal(
            searcher.getDocFetcher().doc(docId, Set.of(key.getName())).getField(key.getName()));
  }

  /**
   * Reads a hit.
   *
   * @param docId its number in the searcher
   * @param bySections whether a document shall be read by the sections that the index has of it
   */
  Hit read(SolrIndexSearcher searcher, int docId, HitFields fields, Predicate<Document> bySections)
      throws IOException {
    SchemaField key = searcher.getSchema().getUniqueKeyField();
    Set<String> names = new LinkedHashSet<>(fields.all());
    names.add(key.getName());
    org.apache.lucene.document.Document stored = searcher.getDocFetcher().doc(docId, names);
    StoredParts parts =
        StoredParts.of(
            fields.text().stream()
                .map(name -> new StoredParts.FieldValues(name, values(stored, name).toList()))
                .toList());
    String id = key.getType().toExternal(stored.getField(key.getName()));
    Hit whole = new Hit(id, document(id, stored, fields, parts), parts, List.of());
    StoredSection section = SectionReader.of(stored, id, fields.sections());
    if (whole.isBlank() && !section.text().isBlank()) {
      return ofSections(whole, List.of(section), stored, fields);
    }
    if (!bySections.test(whole.document()) && !whole.isBlank()) {
      return whole;
    }
    List<StoredSection> sections = SectionReader.of(searcher, id, fields.sections());
    return sections.isEmpty() || StoredSection.areThoseOf(whole.document(), sections)
        ? whole
        : ofSections(whole, sections, stored, fields);
  }

  /** A hit that is one section, or whose sections in the index are not those of its source. */
  private Hit ofSections(
      Hit whole,
      List<StoredSection> sections,
      org.apache.lucene.document.Document stored,
      HitFields fields) {
    List<StoredSection> withText = sections.stream().filter(s -> !s.text().isBlank()).toList();
    StoredParts parts =
        StoredParts.of(
            withText.stream()
                .map(
                    s ->
                        new StoredParts.FieldValues(
                            s.id().equals(whole.id()) ? "" : s.id(),
                            fields.sections().text(),
                            List.of(s.text())))
                .toList());
    List<Section> read = new ArrayList<>();
    for (int i = 0; i < withText.size(); i++) {
      read.add(withText.get(i).at(parts.parts().get(i).start()));
    }
    Document document =
        new Document(
            whole.id(), whole.document().title(), Document.UNDETERMINED, parts.body(), read);
    return new Hit(
        whole.id(),
        inItsLanguage(document, stored, fields),
        parts,
        withText.stream().map(StoredSection::id).toList());
  }

  private Document document(
      String id, org.apache.lucene.document.Document stored, HitFields fields, StoredParts parts) {
    TextFormat format =
        first(stored, fields.formatField()).flatMap(HitReader::format).orElse(fields.format());
    String title = first(stored, fields.title()).orElse("");
    String language = Document.UNDETERMINED;
    List<Section> sections = new ArrayList<>();
    for (StoredParts.Part part : parts.parts()) {
      OffsetMap place = OffsetMap.contiguous(part.start(), part.text().length());
      Document parsed = parser.parse(id, title, part.text(), format);
      title = parsed.title();
      language = language.equals(Document.UNDETERMINED) ? parsed.language() : language;
      for (Section s : parsed.sections()) {
        sections.add(new Section(s.heading(), s.level(), s.text(), s.offsets().then(place)));
      }
    }
    return inItsLanguage(new Document(id, title, language, parts.body(), sections), stored, fields);
  }

  /** The document in the language that the index states, else the one that can be told. */
  private Document inItsLanguage(
      Document document, org.apache.lucene.document.Document stored, HitFields fields) {
    return document.withLanguage(
        first(stored, fields.language())
            .flatMap(HitReader::languageTag)
            .orElseGet(() -> detected(document)));
  }

  private String detected(Document document) {
    if (!document.language().equals(Document.UNDETERMINED)) {
      return document.language();
    }
    return detector
        .detect(String.join("\n", document.sections().stream().map(Section::text).toList()))
        .tag();
  }

  private static Optional<String> first(org.apache.lucene.document.Document stored, String field) {
    return field.isEmpty()
        ? Optional.empty()
        : values(stored, field).filter(value -> !value.isBlank()).findFirst();
  }

  private static Stream<String> values(org.apache.lucene.document.Document stored, String field) {
    return Stream.of(stored.getFields(field))
        .map(IndexableField::stringValue)
        .filter(Objects::nonNull);
  }

  private static Optional<TextFormat> format(String name) {
    return Stream.of(TextFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(name.trim()))
        .findFirst();
  }

  /** A well-formed tag, also from {@code zh_TW}; empty for anything else, such as a name. */
  static Optional<String> languageTag(String value) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(value.trim().replace('_', '-')).build();
      int letters = locale.getLanguage().length();
      return letters == 2 || letters == 3 ? Optional.of(locale.toLanguageTag()) : Optional.empty();
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }
}
