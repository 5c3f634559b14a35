package org.precis.solr.update;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.common.SolrDocumentBase;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.SolrInputField;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.SchemaField;
import org.precis.text.TextFormat;

/**
 * An update of a document, seen as a change of what the document says: of all of it, or, in an
 * atomic update, of parts. Not thread-safe.
 */
final class SourceUpdate {
  /** What a document says of itself. */
  private static final Set<FieldRole> SOURCE =
      EnumSet.of(FieldRole.TITLE, FieldRole.BODY, FieldRole.FORMAT, FieldRole.LANGUAGE);

  private static final String SET = "set";
  private static final String ADD = "add";

  private final SolrInputDocument document;
  private final DocumentSettings settings;
  private final Findings findings;
  private final boolean partial;

  private SourceUpdate(SolrInputDocument document, DocumentSettings settings, Findings findings) {
    this.document = document;
    this.settings = settings;
    this.findings = findings;
    this.partial = isPartial(document);
  }

  /** True for an atomic update, as Solr tells it. */
  static boolean isPartial(SolrInputDocument document) {
    return document.values().stream().anyMatch(SourceUpdate::changesPart);
  }

  private static boolean changesPart(SolrInputField field) {
    return field.getValue() instanceof Map && !(field.getValue() instanceof SolrDocumentBase);
  }

  /**
   * Reads an update. In the document, body and title become text that the schema's fields take,
   * whatever the client sent as such.
   */
  static SourceUpdate read(
      SolrInputDocument document,
      DocumentSettings settings,
      IndexSchema schema,
      Findings findings) {
    tidy(document, FieldRole.BODY, "\n\n", settings, schema, findings);
    tidy(document, FieldRole.TITLE, " ", settings, schema, findings);
    return new SourceUpdate(document, settings, findings);
  }

  private static void tidy(
      SolrInputDocument document,
      FieldRole role,
      String separator,
      DocumentSettings settings,
      IndexSchema schema,
      Findings findings) {
    String name = settings.field(role);
    SolrInputField field = document.getField(name);
    SchemaField known = schema.getFieldOrNull(name);
    if (field == null || field.getValue() == null || known == null) {
      return;
    }
    String join = known.multiValued() ? "" : separator;
    if (FieldText.isModifier(field.getValue())) {
      Map<String, Object> modifiers = new LinkedHashMap<>();
      ((Map<?, ?>) field.getValue())
          .forEach(
              (key, value) -> modifiers.put(key.toString(), text(name, value, join, findings)));
      document.setField(name, modifiers);
    } else {
      document.setField(name, text(name, field.getValue(), join, findings));
    }
  }

  /** A value as text, null for nothing; several values become one if there is what joins them. */
  private static Object text(String name, Object value, String join, Findings findings) {
    List<String> texts = FieldText.texts(value);
    if (texts.isEmpty()) {
      return null;
    }
    if (value instanceof Map) {
      findings.note(name + " was an object, it is kept as JSON");
    }
    if (texts.size() > 1 && !join.isEmpty()) {
      findings.note(texts.size() + " values of " + name + " were joined into one");
      return String.join(join, texts);
    }
    return texts.size() == 1 ? texts.get(0) : texts;
  }

  /** True if the update says something of a field. */
  boolean touches(FieldRole role) {
    return document.getField(settings.field(role)) != null;
  }

  /** True if the title changes and nothing else that a document says of itself. */
  boolean isOfTitleOnly() {
    return partial && SOURCE.stream().allMatch(role -> touches(role) == (role == FieldRole.TITLE));
  }

  /** True if what is derived from the document has to be made anew. */
  boolean isOfSource() {
    return !partial || SOURCE.stream().anyMatch(this::touches);
  }

  /** What the index has to be asked for. */
  Set<FieldRole> unknown() {
    EnumSet<FieldRole> unknown = EnumSet.of(FieldRole.LANGUAGE, FieldRole.CERTAINTY);
    if (isOfTitleOnly()) {
      return unknown;
    }
    for (FieldRole role : SOURCE) {
      Object value = document.getFieldValue(settings.field(role));
      boolean addsOnly = value instanceof Map<?, ?> modifiers && !modifiers.containsKey(SET);
      if (!touches(role) || addsOnly) {
        unknown.add(role);
      }
    }
    unknown.removeIf(role -> !settings.has(role));
    return unknown;
  }

  /** What the document says after the update. */
  Source source(String id, StoredValues stored) {
    String title = String.join(" ", texts(FieldRole.TITLE, stored)).strip();
    return new Source(id, title, texts(FieldRole.BODY, stored), language(stored), format(stored));
  }

  private String language(StoredValues stored) {
    String givenBefore = LanguageChoice.Origin.GIVEN.label();
    boolean kept =
        !touches(FieldRole.BODY) && stored.texts(FieldRole.CERTAINTY).contains(givenBefore);
    boolean given = kept || touches(FieldRole.LANGUAGE);
    String words = given ? first(texts(FieldRole.LANGUAGE, stored)) : "";
    String tag = LanguageChoice.tagOf(words);
    if (tag.isEmpty() && !words.isEmpty()) {
      findings.note(
          String.format(
              "%s '%s' is no BCP 47 tag of a language, so it was detected",
              settings.field(FieldRole.LANGUAGE), IndexableText.shortened(words, 40)));
    }
    return tag;
  }

  private TextFormat format(StoredValues stored) {
    String name = first(texts(FieldRole.FORMAT, stored));
    if (name.isEmpty()) {
      return settings.format();
    }
    return DocumentSettings.formatNamed(name)
        .orElseGet(
            () -> {
              findings.note(
                  String.format(
                      "%s '%s' is none of %s",
                      settings.field(FieldRole.FORMAT),
                      IndexableText.shortened(name, 40),
                      DocumentSettings.formatNames()));
              return settings.format();
            });
  }

  private static String first(List<String> texts) {
    return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** The texts of a field after the update. */
  private List<String> texts(FieldRole role, StoredValues stored) {
    SolrInputField field = document.getField(settings.field(role));
    if (field == null) {
      return partial ? stored.texts(role) : List.of();
    }
    if (!FieldText.isModifier(field.getValue())) {
      return FieldText.texts(field.getValue());
    }
    Map<?, ?> modifiers = (Map<?, ?>) field.getValue();
    List<String> texts =
        new ArrayList<>(
            modifiers.containsKey(SET) ? FieldText.texts(modifiers.get(SET)) : stored.texts(role));
    for (Map.Entry<?, ?> modifier : modifiers.entrySet()) {
      if (modifier.getKey().equals(ADD)) {
        texts.addAll(FieldText.texts(modifier.getValue()));
      } else if (!modifier.getKey().equals(SET)) {
        findings.failed(
            Step.SOURCE,
            String.format(
                "an update of '%s' by '%s' is not followed; use 'set'",
                field.getName(), modifier.getKey()));
      }
    }
    return texts;
  }
}
