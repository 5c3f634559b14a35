package org.precis.solr.update;

import java.util.regex.Pattern;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.StrField;
import org.apache.solr.schema.UUIDField;

/**
 * Makes the child documents of one document.
 *
 * @param settings how the fields are named
 * @param fields which of them there are
 * @param root unique key of the document
 * @param language its BCP 47 tag
 * @param severalValues whether its sections stand in several values of the body
 */
record SectionDocument(
    DocumentSettings settings,
    LanguageFields fields,
    String root,
    String language,
    boolean severalValues) {
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /**
   * Whether a schema takes sections: nested documents, and keys of any text, because a section's is
   * made of its document's.
   */
  static boolean isPossible(IndexSchema schema) {
    return schema.isUsableForChildDocs()
        && schema.getUniqueKeyField().getType() instanceof StrField key
        && !(key instanceof UUIDField);
  }

  /** Whether a key is one that sections of a document are given here. */
  static boolean isKey(String key, String root) {
    return key.startsWith(root + "/") && DIGITS.matcher(key.substring(root.length() + 1)).matches();
  }

  /**
   * The child document of a section. Its key ends in the section's index in the source, so that
   * whoever parses the source can name it; of sections that were put together, in the first one's.
   */
  SolrInputDocument of(PlacedSection section) {
    SolrInputDocument child = new SolrInputDocument();
    child.setField(fields.schema().getUniqueKeyField().getName(), root + "/" + section.ordinal());
    put(child, FieldRole.HEADING, section.heading().isEmpty() ? null : section.heading());
    put(child, FieldRole.LEVEL, section.level());
    put(child, FieldRole.ORDINAL, section.ordinal());
    put(child, FieldRole.TEXT, section.text());
    put(child, FieldRole.START, section.start());
    put(child, FieldRole.END, section.end());
    put(child, FieldRole.VALUE, severalValues ? section.value() : null);
    put(child, FieldRole.MERGED, section.merged() > 1 ? section.merged() : null);
    put(child, FieldRole.LANGUAGE, language);
    putAnalysed(child, FieldRole.HEADING, section.heading());
    putAnalysed(child, FieldRole.TEXT, section.text());
    return child;
  }

  /** Writes what there is, where the schema has a field for it. */
  private void put(SolrInputDocument child, FieldRole role, Object value) {
    String name = settings.field(role);
    if (value != null && !name.isEmpty() && fields.schema().getFieldOrNull(name) != null) {
      child.setField(name, value);
    }
  }

  private void putAnalysed(SolrInputDocument child, FieldRole role, String text) {
    String name = fields.name(role, language);
    if (!name.isEmpty() && !text.isBlank()) {
      child.setField(name, text);
    }
  }
}
