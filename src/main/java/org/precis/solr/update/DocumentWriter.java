package org.precis.solr.update;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.solr.common.SolrInputDocument;

/**
 * Writes what was derived into an update: as values, or as modifiers if the update is atomic. Only
 * fields that the schema has are written, because Solr refuses a document for one that it has not.
 * Not thread-safe.
 */
final class DocumentWriter {
  private final SolrInputDocument document;
  private final boolean partial;
  private final DocumentSettings settings;
  private final LanguageFields fields;

  /**
   * A writer.
   *
   * @param partial true for an atomic update
   */
  DocumentWriter(
      SolrInputDocument document,
      boolean partial,
      DocumentSettings settings,
      LanguageFields fields) {
    this.document = document;
    this.partial = partial;
    this.settings = settings;
    this.fields = fields;
  }

  /**
   * Writes everything that is derived from a document.
   *
   * @param formerLanguage tag of the language that the index has it in; empty if none
   */
  void write(DerivedFields derived, String formerLanguage) {
    if (!derived.title().isEmpty() && !partial) {
      put(FieldRole.TITLE, derived.title());
    }
    LanguageChoice language = derived.language();
    OptionalDouble confidence = language.confidence();
    put(FieldRole.LANGUAGE, language.tag());
    put(FieldRole.CONFIDENCE, confidence.isPresent() ? (float) confidence.getAsDouble() : null);
    put(FieldRole.CERTAINTY, language.origin().label());
    put(FieldRole.LANGUAGES, language.all().isEmpty() ? null : language.all());
    put(FieldRole.SECTION_COUNT, derived.sectionCount());
    writeSections(derived.sections());
    for (FieldRole role : List.of(FieldRole.TITLE, FieldRole.BODY)) {
      writeAnalysed(role, derived.analysed(), List.of(formerLanguage, language.tag()));
    }
  }

  /** The analysed copies of a role's text; a client's own, and those in other fields, go. */
  void writeAnalysed(FieldRole role, Map<String, String> analysed, List<String> languages) {
    String prefix = settings.analysedPrefix(role);
    Set<String> stale = new HashSet<>(document.getFieldNames());
    languages.forEach(tag -> stale.add(fields.name(role, tag)));
    stale.removeIf(name -> !name.startsWith(prefix) || analysed.containsKey(name));
    stale.forEach(name -> putField(name, null));
    analysed.forEach(
        (name, text) -> {
          if (name.startsWith(prefix)) {
            putField(name, text);
          }
        });
  }

  private void writeSections(List<SolrInputDocument> sections) {
    String name = settings.field(FieldRole.SECTIONS);
    if (!name.isEmpty() && SectionDocument.isPossible(fields.schema()) && !isBrought(name)) {
      putField(name, sections.isEmpty() ? null : sections);
    }
  }

  /**
   * True for a client's own sections. Those with keys that are given here were read from the index
   * and sent back; they are made anew, for the body may be another.
   */
  private boolean isBrought(String name) {
    String key = fields.schema().getUniqueKeyField().getName();
    Collection<Object> values = document.getFieldValues(name);
    return values != null
        && values.stream()
            .anyMatch(
                value ->
                    !(value instanceof SolrInputDocument section)
                        || !SectionDocument.isKey(
                            String.valueOf(section.getFieldValue(key)),
                            String.valueOf(document.getFieldValue(key))));
  }

  /** Writes what befell the document. */
  void write(Findings findings) {
    put(FieldRole.ERROR, findings.errors().isEmpty() ? null : findings.errors());
    put(FieldRole.NOTE, findings.notes().isEmpty() ? null : findings.notes());
  }

  private void put(FieldRole role, Object value) {
    String name = settings.field(role);
    if (!name.isEmpty() && fields.schema().getFieldOrNull(name) != null) {
      putField(name, value);
    }
  }

  /** Writes a value; null removes what is there. */
  private void putField(String name, Object value) {
    if (partial) {
      document.setField(name, Collections.singletonMap("set", value));
    } else if (value == null) {
      document.removeField(name);
    } else {
      document.setField(name, value);
    }
  }
}
