package org.precis.solr.update;

/**
 * What a field is for. Each role has a setting that names its field; a field that is named nothing
 * is neither read nor written.
 */
enum FieldRole {
  /** The source, stored as it came. */
  BODY("body.fl", "body"),
  /** The title; where a document brings none, the one that its body states is written here. */
  TITLE("title.fl", "title"),
  /** Name of the body's format. */
  FORMAT("format.fl", "format"),
  /** BCP 47 tag of the language. */
  LANGUAGE("lang.fl", "lang"),
  /** How sure the detection was, from 0 to 1. */
  CONFIDENCE("lang.confidence.fl", "lang_confidence"),
  /** Where the tag comes from: a label of a {@link LanguageChoice.Origin}. */
  CERTAINTY("lang.certainty.fl", "lang_certainty"),
  /** Every language of a mixed text. */
  LANGUAGES("lang.all.fl", "lang_all"),
  /** Pseudo-field under which the child documents hang. */
  SECTIONS("sections.fl", "sections"),
  /** How many sections the source has. */
  SECTION_COUNT("sections.count.fl", "section_count"),
  /** A section's heading. */
  HEADING("heading.fl", "heading"),
  /** A section's level, 0 for text without a heading. */
  LEVEL("level.fl", "level"),
  /** Index of a section among those of the source. */
  ORDINAL("ordinal.fl", "ordinal"),
  /** A section's clean text. */
  TEXT("text.fl", "text"),
  /** Where a section begins in the body, in UTF-16 units. */
  START("start.fl", "source_start"),
  /** Where it ends. */
  END("end.fl", "source_end"),
  /** In which value of the body a section stands; written where there are several. */
  VALUE("value.fl", "source_value"),
  /** How many sections of the source were put together; written where it is more than one. */
  MERGED("merged.fl", "merged"),
  /** Steps that failed, each with the reason. */
  ERROR("error.fl", "precis_error_s"),
  /** What was done to the document that its sender may not expect. */
  NOTE("note.fl", "precis_note_s");

  private final String setting;
  private final String defaultField;

  FieldRole(String setting, String defaultField) {
    this.setting = setting;
    this.defaultField = defaultField;
  }

  String setting() {
    return setting;
  }

  String defaultField() {
    return defaultField;
  }
}
