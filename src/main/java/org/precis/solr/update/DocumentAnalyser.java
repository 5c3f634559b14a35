package org.precis.solr.update;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrInputDocument;
import org.precis.text.Document;
import org.precis.text.LanguageDetector;
import org.precis.text.Section;
import org.precis.text.Span;

/**
 * Derives from a document's source what the index gets. Every step has something to fall back on,
 * so that it never fails. Immutable and thread-safe.
 */
final class DocumentAnalyser {
  private static final String PARAGRAPH = "\n\n";

  private final SourceParser parser;
  private final LanguageDetector detector;
  private final DocumentSettings settings;

  DocumentAnalyser(SourceParser parser, LanguageDetector detector, DocumentSettings settings) {
    this.parser = parser;
    this.detector = detector;
    this.settings = settings;
  }

  /**
   * A body as it was read.
   *
   * @param title the title that it states; empty if none
   * @param language the tag that it declares; {@code und} if none
   */
  private record Outline(String title, String language, List<PlacedSection> sections) {}

  /** Analyses a document. */
  DerivedFields analyse(Source source, LanguageFields fields, Findings findings) {
    Outline outline = findings.attempt(Step.PARSE, () -> parsed(source), () -> asPlainText(source));
    LanguageChoice language = language(source, outline, findings);
    List<SolrInputDocument> sections =
        findings.attempt(
            Step.SECTIONS,
            () -> children(source.id(), outline.sections(), language, fields, findings),
            List::of);
    Map<String, String> analysed =
        findings.attempt(
            Step.FIELDS, () -> analysed(source, outline, language.tag(), fields), Map::of);
    return new DerivedFields(
        source.title().isEmpty() ? outline.title() : "",
        language,
        outline.sections().size(),
        sections,
        analysed);
  }

  private Outline parsed(Source source) {
    String title = source.title();
    String language = Document.UNDETERMINED;
    List<PlacedSection> sections = new ArrayList<>();
    for (int value = 0; value < source.bodies().size(); value++) {
      Document document =
          parser.parse(source.id(), title, source.bodies().get(value), source.format());
      title = title.isEmpty() ? document.title().strip() : title;
      language = language.equals(Document.UNDETERMINED) ? document.language() : language;
      int end = 0;
      for (Section section : document.sections()) {
        PlacedSection placed = placed(section, sections.size(), value, end);
        sections.add(placed);
        end = placed.end();
      }
    }
    return new Outline(IndexableText.of(title), language, sections);
  }

  /** Of a heading without text, nothing is known but what it follows: its place is empty. */
  private static PlacedSection placed(Section section, int ordinal, int value, int former) {
    int length = section.text().length();
    Span place =
        length == 0 ? new Span(former, former) : section.offsets().toSource(new Span(0, length));
    return new PlacedSection(
        ordinal,
        IndexableText.of(section.heading()),
        section.level(),
        IndexableText.of(section.text()),
        value,
        place.start(),
        place.end(),
        1);
  }

  private static Outline asPlainText(Source source) {
    List<PlacedSection> sections = new ArrayList<>();
    for (int value = 0; value < source.bodies().size(); value++) {
      String text = IndexableText.of(source.bodies().get(value));
      if (!text.isBlank()) {
        sections.add(new PlacedSection(sections.size(), "", 0, text, value, 0, text.length(), 1));
      }
    }
    return new Outline("", Document.UNDETERMINED, sections);
  }

  private LanguageChoice language(Source source, Outline outline, Findings findings) {
    if (!source.language().isEmpty()) {
      return LanguageChoice.given(source.language());
    }
    return findings.attempt(
        Step.LANGUAGE,
        () -> {
          String text = text(outline.sections());
          String sample = text.isBlank() ? title(source, outline) : text;
          return LanguageChoice.of(detector.detect(sample), outline.language());
        },
        () -> LanguageChoice.afterFailure(outline.language()));
  }

  private static String title(Source source, Outline outline) {
    return source.title().isEmpty() ? outline.title() : IndexableText.of(source.title());
  }

  /** All that can be read in a body, headings included. */
  private static String text(List<PlacedSection> sections) {
    StringBuilder text = new StringBuilder();
    for (PlacedSection section : sections) {
      for (String part : List.of(section.heading(), section.text())) {
        if (!part.isBlank()) {
          text.append(text.isEmpty() ? "" : PARAGRAPH).append(part);
        }
      }
    }
    return text.toString();
  }

  private Map<String, String> analysed(
      Source source, Outline outline, String language, LanguageFields fields) {
    Map<String, String> analysed = new LinkedHashMap<>();
    put(analysed, fields.name(FieldRole.TITLE, language), title(source, outline));
    put(analysed, fields.name(FieldRole.BODY, language), text(outline.sections()));
    return analysed;
  }

  /** The analysed copy of a title alone. */
  static Map<String, String> analysedTitle(String title, String language, LanguageFields fields) {
    Map<String, String> analysed = new LinkedHashMap<>();
    put(analysed, fields.name(FieldRole.TITLE, language), IndexableText.of(title));
    return analysed;
  }

  private static void put(Map<String, String> analysed, String field, String text) {
    if (!field.isEmpty() && !text.isBlank()) {
      analysed.put(field, text);
    }
  }

  private List<SolrInputDocument> children(
      String root,
      List<PlacedSection> sections,
      LanguageChoice language,
      LanguageFields fields,
      Findings findings) {
    if (!settings.has(FieldRole.SECTIONS) || !SectionDocument.isPossible(fields.schema())) {
      return List.of();
    }
    List<PlacedSection> few = SectionMerger.merge(sections, settings.maxSections());
    if (few.size() < sections.size()) {
      findings.note(
          String.format(
              "%d sections were put together into %d (maxSections)", sections.size(), few.size()));
    }
    boolean severalValues = sections.stream().anyMatch(section -> section.value() > 0);
    SectionDocument child =
        new SectionDocument(settings, fields, root, language.tag(), severalValues);
    return few.stream().map(child::of).toList();
  }
}
