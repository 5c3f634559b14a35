package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.update.IndexedDocs.document;
import static org.precis.solr.update.IndexedDocs.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates of documents that are in the index already. */
class PartialUpdateSolrTest {
  private static final String BODY = "# A\n\nOtters doze.\n\n# B\n\nSeals sing.";

  @TempDir static Path directory;
  private static IndexServer solr;
  private static IndexedDocs docs;

  @BeforeAll
  static void start() throws Exception {
    solr =
        IndexServer.start(
            directory,
            Map.of(
                "blind",
                config ->
                    config.replace(
                        "</config>",
                        "<requestHandler name=\"/get\" class=\"solr.SearchHandler\">"
                            + "<lst name=\"invariants\"><str name=\"q\">{!none}</str></lst>"
                            + "</requestHandler></config>")));
    docs = solr.docs(IndexServer.CORE);
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  /** All fields of a root and its sections, but for their versions. */
  private static List<Map<String, Object>> block(String root) throws Exception {
    List<Map<String, Object>> block = new ArrayList<>();
    block.add(new TreeMap<>(docs.root(root)));
    docs.sections(root).forEach(section -> block.add(new TreeMap<>(section)));
    block.forEach(document -> document.remove("_version_"));
    return block;
  }

  @Test
  void ofAnotherFieldLeavesEverythingElse() throws Exception {
    docs.add("other", "body", BODY, "title", "T", "lang", "de", "category", "c");
    List<Map<String, Object>> before = block("other");

    docs.add("other", "category", set("d"), "views_i", Map.of("inc", 1));

    List<Map<String, Object>> after = block("other");
    assertEquals("d", after.get(0).put("category", "c"));
    assertEquals(1, after.get(0).remove("views_i"));
    assertEquals(before, after);
    assertTrue(docs.search("/sections", "seals").contains("other/1"));
  }

  @Test
  void ofTheBodyMakesSectionsAndTextsAnew() throws Exception {
    docs.add("body", "body", BODY, "title", "T", "lang", "en", "category", "c");

    docs.add("body", "body", set("# C\n\nWhales breach."), "lang", set("de"));

    SolrDocument root = docs.root("body");
    assertEquals("[body, body/0]", docs.block("body").toString());
    assertEquals(List.of("C"), docs.sectionFields("body", "heading"));
    assertEquals(1, root.get("section_count"));
    assertEquals("# C\n\nWhales breach.", root.get("body"));
    assertEquals("C\n\nWhales breach.", root.get("body_txt_de"));
    assertEquals("T", root.get("title_txt_de"));
    assertNull(root.get("body_txt_en"));
    assertNull(root.get("title_txt_en"));
    assertEquals("T", root.get("title"));
    assertEquals("c", root.get("category"));
    assertTrue(docs.search("/select", "seals").stream().noneMatch("body"::equals));
  }

  @Test
  void ofTheBodyInTheSameLanguageReplacesTheTexts() throws Exception {
    docs.add("same", "body", BODY, "lang", "en");

    docs.add("same", "body", set("Whales breach."), "lang", set("en"));

    SolrDocument root = docs.root("same");
    assertNull(root.get("precis_error_s"));
    assertEquals("Whales breach.", root.get("body_txt_en"));
    assertEquals(List.of("Whales breach."), docs.sectionFields("same", "text_txt_en"));
  }

  @Test
  void ofTheBodyToNothingTakesTheSectionsAway() throws Exception {
    docs.add("none", "body", BODY, "lang", "en");

    docs.add("none", "body", set(null));

    assertEquals("[none]", docs.block("none").toString());
    assertEquals(0, docs.root("none").get("section_count"));
    assertNull(docs.root("none").get("body"));
    assertNull(docs.root("none").get("body_txt_en"));
  }

  @Test
  void beforeACommitSeesWhatIsNotCommitted() throws Exception {
    docs.client().add(docs.core(), document("soon", "body", BODY, "lang", "de", "title", "Alt"));
    docs.client().add(docs.core(), document("soon", "lang", set("en")));
    docs.client().add(docs.core(), document("soon", "title", set("New")));
    docs.client().commit(docs.core());

    SolrDocument root = docs.root("soon");
    assertEquals("en", root.get("lang"));
    assertEquals("given", root.get("lang_certainty"));
    assertEquals("New", root.get("title"));
    assertEquals("New", root.get("title_txt_en"));
    assertNull(root.get("title_txt_de"));
    assertNull(root.get("body_txt_de"));
    assertEquals(List.of("en", "en"), docs.sectionFields("soon", "lang"));
    assertEquals(Arrays.asList(null, null), docs.sectionFields("soon", "text_txt_de"));
    assertEquals(List.of("Otters doze.", "Seals sing."), docs.sectionFields("soon", "text_txt_en"));
  }

  @Test
  void ofTheFormatReadsTheStoredBodyAnew() throws Exception {
    docs.add("format", "body", BODY, "lang", "en", "format", "plain");
    List<Object> plain = docs.sectionFields("format", "text");

    docs.add("format", "format", set("markdown"));

    assertEquals(List.of("A", "B"), docs.sectionFields("format", "heading"));
    assertTrue(!plain.equals(docs.sectionFields("format", "text")), plain::toString);
    assertEquals("en", docs.root("format").get("lang"));
  }

  @Test
  void withAModifierThatCannotBeFollowedSaysSo() throws Exception {
    docs.add("modifier", "body", BODY, "title", "Old", "lang", "en");

    docs.add("modifier", "title", Map.of("remove", "Old"));

    String error = docs.root("modifier").get("precis_error_s").toString();
    assertEquals("source: an update of 'title' by 'remove' is not followed; use 'set'", error);
    docs.add("modifier", "title", set("New"));
    assertNull(docs.root("modifier").get("precis_error_s"));
  }

  @Test
  void ofADocumentThatIsNotThereMakesIt() throws Exception {
    docs.add("fresh", "body", set(BODY), "lang", set("en"));

    assertEquals("[fresh, fresh/0, fresh/1]", docs.block("fresh").toString());
    assertEquals("A\n\nOtters doze.\n\nB\n\nSeals sing.", docs.root("fresh").get("body_txt_en"));
  }

  @Test
  void withAnIndexThatDoesNotAnswerLeavesWhatIsDerived() throws Exception {
    IndexedDocs blind = solr.docs("blind");
    blind.add("blind", "body", BODY, "title", "T", "lang", "en", "category", "c");

    blind.add("blind", "lang", set("de"), "category", set("d"));

    SolrDocument root = blind.root("blind");
    assertTrue(root.get("precis_error_s").toString().startsWith("stored: "), root::toString);
    assertEquals("d", root.get("category"));
    assertEquals("de", root.get("lang"));
    assertEquals("A\n\nOtters doze.\n\nB\n\nSeals sing.", root.get("body_txt_en"));
    assertEquals("[blind, blind/0, blind/1]", blind.block("blind").toString());
  }

  @Test
  void ofASectionLeavesItsDocument() throws Exception {
    docs.add("part", "body", BODY, "lang", "en");

    docs.add("part/1", "_root_", "part", "tag_s", set("seen"));

    assertEquals("[part, part/0, part/1]", docs.block("part").toString());
    assertEquals(Arrays.asList(null, "seen"), docs.sectionFields("part", "tag_s"));
    assertEquals(List.of("Otters doze.", "Seals sing."), docs.sectionFields("part", "text"));
  }

  @Test
  void addingAgainReplacesEverything() throws Exception {
    docs.add("again", "body", BODY, "lang", "en", "title", "T", "category", "c");

    docs.add("again", "body", "Whales breach.", "lang", "de");

    assertEquals("[again, again/0]", docs.block("again").toString());
    SolrDocument root = docs.root("again");
    assertNull(root.get("category"));
    assertNull(root.get("body_txt_en"));
    assertEquals("Whales breach.", root.get("body_txt_de"));
    docs.add("again", "category", "d");
    assertEquals("[again]", docs.block("again").toString());
  }

  @Test
  void whatWasReadFromTheIndexCanBeSentBack() throws Exception {
    docs.add("back", "body", BODY, "title", "T", "lang", "en");
    SolrInputDocument copy = new SolrInputDocument();
    docs.root("back").forEach((name, value) -> copy.setField(name, value));
    copy.setField("lang", "de");
    copy.removeField("_version_");

    docs.add(copy);

    assertNull(docs.root("back").get("body_txt_en"));
    assertEquals("T", docs.root("back").get("title_txt_de"));
    assertEquals(List.of("de", "de"), docs.sectionFields("back", "lang"));
  }

  @Test
  void versionsAreChecked() throws Exception {
    docs.add("version", "body", BODY, "lang", "en");
    long version =
        (long) docs.query("id:version", "fl", "v:field(_version_)").get(0).getFieldValue("v");

    SolrException conflict =
        assertThrows(
            SolrException.class,
            () -> docs.add("version", "body", set("New."), "_version_", version - 1));
    assertEquals(409, conflict.code());
    assertEquals(BODY, docs.root("version").get("body"));
    assertEquals("[version, version/0, version/1]", docs.block("version").toString());

    docs.add("version", "body", set("New."), "_version_", version);
    assertEquals("[version, version/0]", docs.block("version").toString());
    assertEquals(
        409,
        assertThrows(SolrException.class, () -> docs.add("version", "body", "X.", "_version_", -1L))
            .code());
  }

  @Test
  void childrenOfTheClientStayBesideTheSections() throws Exception {
    docs.add(
        document(
            "own",
            "body",
            BODY,
            "lang",
            "en",
            "comments",
            List.of(document("own-c1", "category", "nice"), document("own-c2"))));

    assertEquals("[own, own-c1, own-c2, own/0, own/1]", docs.block("own").toString());
    assertEquals("[own-c1, own-c2]", docs.ids("_nest_path_:\"/comments\"").toString());
    assertNull(docs.query("id:own-c1", "fl", "*").get(0).get("section_count"));

    docs.add("own", "body", set("Whales."));
    assertEquals("[own, own-c1, own-c2, own/0]", docs.block("own").toString());
    docs.add("own", "comments", Map.of("add", document("own-c3")));
    assertEquals("[own, own-c1, own-c2, own-c3, own/0]", docs.block("own").toString());
  }

  @Test
  void childrenWithoutANameAreKept() throws Exception {
    SolrInputDocument parent = document("anon", "body", BODY, "lang", "en");
    parent.addChildDocument(document("anon-c", "category", "nice"));
    docs.add(parent);

    assertEquals("[anon, anon-c, anon/0, anon/1]", docs.block("anon").toString());
    docs.deleteById("anon");
    assertEquals("[]", docs.block("anon").toString());
  }

  @Test
  void sectionsThatWereReadFromTheIndexAreMadeAnew() throws Exception {
    docs.add("loop", "body", BODY, "lang", "en");
    SolrInputDocument copy = document("loop", "body", "# C\n\nWhales.", "title", "T", "lang", "en");
    copy.setField(
        "sections",
        docs.sectionFields("loop", "id").stream().map(id -> document(id.toString())).toList());

    docs.add(copy);

    assertEquals(List.of("C"), docs.sectionFields("loop", "heading"));
    docs.add("loop", "body", BODY, "lang", "en", "sections", List.of());
    assertEquals(List.of("A", "B"), docs.sectionFields("loop", "heading"));
  }

  @Test
  void sectionsOfTheClientAreKept() throws Exception {
    docs.add(
        document(
            "given",
            "body",
            BODY,
            "lang",
            "en",
            "sections",
            List.of(document("given-1", "heading", "Mine", "text", "My otter."))));

    assertEquals("[given, given-1]", docs.block("given").toString());
    assertEquals(
        List.of("Mine"),
        docs.query("id:given-1", "fl", "*").stream().map(d -> d.get("heading")).toList());
    assertEquals("A\n\nOtters doze.\n\nB\n\nSeals sing.", docs.root("given").get("body_txt_en"));
  }

  @Test
  void aDocumentWithoutKeyIsRefusedBySolr() {
    SolrInputDocument document = new SolrInputDocument("body", BODY);
    assertEquals(400, assertThrows(SolrException.class, () -> docs.add(document)).code());
  }
}
