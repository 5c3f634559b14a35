package org.precis.solr;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.precis.text.TextFormat;

/**
 * The stored fields that a hit's document is read from. Immutable.
 *
 * @param text fields with text, in the order in which they are read
 * @param title field with the title; empty if there is none
 * @param language field with the BCP 47 tag of the language; empty if there is none
 * @param formatField field with the name of the text's {@link TextFormat}; empty if there is none
 * @param format format of hits whose format field says nothing
 * @param sections fields of the sections of {@code text} in the index
 */
record HitFields(
    List<String> text,
    String title,
    String language,
    String formatField,
    TextFormat format,
    SectionFields sections) {
  HitFields {
    text = List.copyOf(text);
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "no text field is named; name one with 'fl' in solrconfig.xml or '"
              + SummaryParams.FIELDS
              + "' in the request");
    }
  }

  /** The same with other text fields, whose sections the index has not. */
  HitFields withText(List<String> fields) {
    SectionFields theirs = fields.equals(text) ? sections : SectionFields.NONE;
    return new HitFields(fields, title, language, formatField, format, theirs);
  }

  /** The same with another language field. */
  HitFields withLanguage(String field) {
    return new HitFields(text, title, field, formatField, format, sections);
  }

  /** Every field that has to be fetched. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(text);
    all.addAll(sections.all());
    for (String field : List.of(title, language, formatField)) {
      if (!field.isEmpty()) {
        all.add(field);
      }
    }
    return all;
  }
}
