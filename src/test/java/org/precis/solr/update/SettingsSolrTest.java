package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each setting does to documents. */
class SettingsSolrTest {
  private static final String BODY = "# A\n\nOtters doze.\n\n# B\n\nSeals sing.";

  private static final String UUID_TYPE = "<fieldType name=\"uuid\" class=\"solr.UUIDField\"/>";

  @TempDir static Path directory;
  private static IndexServer solr;

  @BeforeAll
  static void start() throws Exception {
    solr =
        IndexServer.start(
            directory,
            Map.of(
                "renamed",
                settings(
                    "body.fl", "content_s",
                    "title.fl", "name_s",
                    "lang.fl", "tongue_s",
                    "lang.certainty.fl", "origin_s",
                    "sections.fl", "parts",
                    "sections.count.fl", "parts_i",
                    "heading.fl", "name_s",
                    "text.fl", "content_s",
                    "start.fl", "",
                    "error.fl", "oops_s",
                    "note.fl", "hint_s",
                    "otherLanguages", "en"),
                "sectionless",
                settings("sections.fl", "", "format", "plain", "note.fl", "no_such_field"),
                "several",
                schema ->
                    schema.replace(
                        "<field name=\"body\" type=\"source\"/>",
                        "<field name=\"body\" type=\"source\" multiValued=\"true\"/>"),
                "uuid",
                schema ->
                    schema
                        .replaceAll("<field name=\"(id|_root_)\" type=\"string\"", "$0_uuid")
                        .replace("\"string\"_uuid", "\"uuid\"")
                        .replace("</schema>", UUID_TYPE + "</schema>"),
                "flat",
                schema ->
                    schema.replaceAll(
                        "<field name=\"(_root_|_nest_path_|lang_\\w+|section_count)\".*/>", "")));
  }

  /** A configset whose processor is told this; names and values in turn. */
  private static UnaryOperator<String> settings(String... namesAndValues) {
    StringBuilder settings = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.append(
          String.format("<str name=\"%s\">%s</str>", namesAndValues[i], namesAndValues[i + 1]));
    }
    return config ->
        config.replaceAll(
            "(?s)(<processor class=\"org.precis[^>]*>).*?(</processor>)", "$1" + settings + "$2");
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  @Test
  void everyFieldHasTheNameThatIsSet() throws Exception {
    IndexedDocs docs = solr.docs("renamed");
    docs.add("r", "content_s", List.of(BODY, "More."), "name_s", "T", "tongue_s", "de");

    SolrDocument root = docs.root("r");
    assertEquals("de", root.get("tongue_s"));
    assertEquals("given", root.get("origin_s"));
    assertEquals(2, root.get("parts_i"));
    assertEquals("T", root.get("name_s_txt_de"));
    assertEquals("2 values of content_s were joined into one", root.get("hint_s"));
    assertNull(root.get("section_count"));
    assertNull(root.get("lang"));
    List<SolrDocument> parts =
        docs.query("_root_:r AND _nest_path_:\"/parts\"", "fl", "*", "sort", "ordinal asc");
    assertEquals(List.of("A", "B"), parts.stream().map(part -> part.get("name_s")).toList());
    assertEquals("Otters doze.", parts.get(0).get("content_s"));
    assertEquals("Otters doze.", parts.get(0).get("content_s_txt_de"));
    assertEquals("de", parts.get(0).get("tongue_s"));
    assertNull(parts.get(1).get("source_start"));
    assertEquals(BODY.length() + "\n\nMore.".length(), parts.get(1).get("source_end"));
  }

  @Test
  void textsOfOtherLanguagesGoWhereTheSettingSays() throws Exception {
    IndexedDocs docs = solr.docs("renamed");
    docs.add("o", "content_s", "Bærinn samþykkti.", "tongue_s", "is");

    assertEquals("Bærinn samþykkti.", docs.root("o").get("content_s_txt_en"));
    assertNull(docs.root("o").get("content_s_txt_icu"));
  }

  @Test
  void withoutANameForSectionsThereAreNone() throws Exception {
    IndexedDocs docs = solr.docs("sectionless");
    docs.add("s", "body", List.of(BODY, "More."), "lang", "en");

    assertEquals("[s]", docs.block("s").toString());
    SolrDocument root = docs.root("s");
    assertEquals(1, root.get("section_count"));
    assertTrue(root.get("body_txt_en").toString().startsWith("# A\n\nOtters"), root::toString);
    assertNull(root.get("precis_error_s"));
    assertNull(root.get("precis_note_s"));
  }

  @Test
  void theFormatFieldGoesBeforeTheSetting() throws Exception {
    IndexedDocs docs = solr.docs("sectionless");
    docs.add("f", "body", BODY, "lang", "en", "format", "Markdown");

    assertEquals(2, docs.root("f").get("section_count"));
    assertEquals("A\n\nOtters doze.\n\nB\n\nSeals sing.", docs.root("f").get("body_txt_en"));
  }

  @Test
  void sectionsOfSeveralBodiesNameTheirs() throws Exception {
    IndexedDocs docs = solr.docs("several");
    docs.add("v", "body", List.of("Rain fell.", BODY), "lang", "en");

    assertEquals(List.of("v/0", "v/1", "v/2"), docs.sectionFields("v", "id"));
    assertEquals(List.of(0, 1, 1), docs.sectionFields("v", "source_value"));
    assertEquals(
        List.of(0, BODY.indexOf("Otters"), BODY.indexOf("Seals")),
        docs.sectionFields("v", "source_start"));
    assertEquals(List.of("Rain fell.", BODY), docs.root("v").get("body"));
    assertNull(docs.root("v").get("precis_note_s"));

    docs.add("v", "body", Map.of("add", "Snow fell."), "lang", IndexedDocs.set("en"));
    assertEquals(List.of(0, 1, 1, 2), docs.sectionFields("v", "source_value"));
    assertEquals("Snow fell.", docs.sections("v").get(3).get("text_txt_en"));
  }

  @Test
  void aKeyThatCannotBeExtendedCostsTheSectionsOnly() throws Exception {
    IndexedDocs docs = solr.docs("uuid");
    String id = "0b1e7a3c-5f0d-4a52-9a63-1d1b0f6a7c11";
    docs.add(id, "body", BODY, "lang", "en");

    assertEquals("A\n\nOtters doze.\n\nB\n\nSeals sing.", docs.root(id).get("body_txt_en"));
    assertEquals(1, docs.query("*:*").size());
  }

  @Test
  void aSchemaWithoutNestedDocumentsGetsTheTexts() throws Exception {
    IndexedDocs docs = solr.docs("flat");
    docs.add("one", "body", BODY, "lang", "en", "category", "c");
    docs.add("two", "body", BODY, "lang", "en", "category", "d");

    assertEquals("A\n\nOtters doze.\n\nB\n\nSeals sing.", docs.root("one").get("body_txt_en"));
    assertNull(docs.root("one").get("precis_error_s"));
    docs.add("one", "body", IndexedDocs.set("Whales."), "lang", IndexedDocs.set("en"));
    assertEquals("Whales.", docs.root("one").get("body_txt_en"));
    docs.deleteByQuery("category:c");
    assertEquals("[two]", docs.ids("*:*").toString());
  }

  @Test
  void fieldsThatTheSchemaLacksAreNamedInTheLog() throws Exception {
    try (LogLines log = LogLines.of(DocumentProcessorFactory.class)) {
      solr.get("/admin/cores", "action", "RELOAD", "core", "flat");

      assertEquals(
          List.of(
              "WARN Core flat: the schema lacks [lang_confidence, lang_certainty, lang_all,"
                  + " section_count]; they are not written. Add them, or set them to nothing in"
                  + " solrconfig.xml"),
          log.with("lacks"));
      assertEquals(1, log.with("sections are not indexed").size());
    }
  }
}
