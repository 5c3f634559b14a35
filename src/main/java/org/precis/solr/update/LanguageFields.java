package org.precis.solr.update;

import java.util.Map;
import org.apache.solr.schema.IndexSchema;
import org.precis.text.LanguageTags;

/**
 * Finds the field that a text of some language is analysed in.
 *
 * @param settings how the fields are named
 * @param schema which of them there are
 */
record LanguageFields(DocumentSettings settings, IndexSchema schema) {
  /** Languages that are analysed as another that has an analysis. */
  private static final Map<String, String> ANALYSED_AS =
      Map.of(
          "nb", "no", "nn", "no", "yue", "zh", "wuu", "zh", "prs", "fa", "arz", "ar", "ary", "ar",
          "apc", "ar");

  /**
   * Name of the field that holds a role's text for analysis; empty if the schema has none.
   *
   * @param tag BCP 47 tag
   */
  String name(FieldRole role, String tag) {
    if (!settings.has(role)) {
      return "";
    }
    String language = LanguageTags.language(tag);
    String prefix = settings.analysedPrefix(role);
    String own = prefix + ANALYSED_AS.getOrDefault(language, language);
    if (schema.getFieldOrNull(own) != null) {
      return own;
    }
    String shared = prefix + settings.otherLanguages();
    return schema.getFieldOrNull(shared) != null ? shared : "";
  }
}
