package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.solr.common.SolrException;
import org.apache.solr.common.util.NamedList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.text.TextFormat;

class DocumentSettingsTest {
  private static DocumentSettings parse(Object... namesAndValues) {
    NamedList<Object> list = new NamedList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return DocumentSettings.parse(list);
  }

  private static String refusal(Object... namesAndValues) {
    return assertThrows(IllegalArgumentException.class, () -> parse(namesAndValues)).getMessage();
  }

  @Test
  void nothingHasToBeSaid() {
    DocumentSettings settings = parse();

    for (FieldRole role : FieldRole.values()) {
      assertEquals(role.defaultField(), settings.field(role));
      assertTrue(settings.has(role));
    }
    assertEquals(TextFormat.AUTO, settings.format());
    assertEquals(1000, settings.maxSections());
    assertEquals("icu", settings.otherLanguages());
    assertEquals("body_txt_", settings.analysedPrefix(FieldRole.BODY));
  }

  @Test
  void everySettingIsRead() {
    NamedList<Object> list = new NamedList<>();
    for (FieldRole role : FieldRole.values()) {
      list.add(role.setting(), " my_" + role.defaultField() + " ");
    }
    list.add("format", "Html");
    list.add("maxSections", 7);
    list.add("otherLanguages", "general");
    DocumentSettings settings = DocumentSettings.parse(list);

    for (FieldRole role : FieldRole.values()) {
      assertEquals("my_" + role.defaultField(), settings.field(role));
    }
    assertEquals(TextFormat.HTML, settings.format());
    assertEquals(7, settings.maxSections());
    assertEquals("general", settings.otherLanguages());
    assertFalse(parse("title.fl", "").has(FieldRole.TITLE));
  }

  @Test
  void anUnknownSettingIsRefusedWithTheKnownOnes() {
    String message = refusal("maxSection", 5);

    assertTrue(message.startsWith("unknown setting 'maxSection'; known are "), message);
    for (FieldRole role : FieldRole.values()) {
      assertTrue(message.contains(role.setting()), message);
    }
    assertTrue(message.contains("format, ") && message.contains("maxSections, "), message);
    assertTrue(message.contains("otherLanguages"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxSections    | 0      | 'maxSections' must be 1 or more, got 0
          maxSections    | many   | 'maxSections' must be a whole number, got 'many'
          format         | pdf    | 'format' must be one of auto, plain, markdown, html, jats, json, got 'pdf'
          sections.fl    | a/b    | 'sections.fl' must not contain '/', got 'a/b'
          otherLanguages | ''     | 'otherLanguages' must be a word, got ''
          body.fl        | ' '    | 'body.fl' names no field, but all else is made from the body
          """)
  void aValueThatCannotBeUsedIsRefused(String name, String value, String message) {
    assertEquals(message, refusal(name, value).replace('"', '\''));
  }

  @Test
  void aSettingIsSetOnce() {
    assertEquals("'title.fl' is set more than once", refusal("title.fl", "a", "title.fl", "b"));
  }

  @Test
  void twoRolesCannotShareAField() {
    assertEquals(
        "'body.fl' and 'title.fl' both name the field 'body'", refusal("title.fl", "body"));
    assertEquals(
        "'error.fl' and 'note.fl' both name the field 'x'",
        refusal("note.fl", "x", "error.fl", "x"));
    assertEquals("'lang.fl' and 'text.fl' both name the field 'lang'", refusal("text.fl", "lang"));
  }

  @Test
  void aDocumentAndItsSectionsMayShareFields() {
    DocumentSettings settings = parse("heading.fl", "title", "text.fl", "body", "error.fl", "");
    assertEquals("title", settings.field(FieldRole.HEADING));
    assertEquals("", parse("error.fl", "", "note.fl", "").field(FieldRole.NOTE));
  }

  @Test
  void theFactorySaysWhereTheMistakeIs() {
    NamedList<Object> list = new NamedList<>();
    list.add("bodyfl", "x");
    SolrException e =
        assertThrows(SolrException.class, () -> new DocumentProcessorFactory().init(list));
    assertTrue(
        e.getMessage().startsWith("DocumentProcessorFactory in solrconfig.xml: unknown setting"),
        e.getMessage());
  }
}
