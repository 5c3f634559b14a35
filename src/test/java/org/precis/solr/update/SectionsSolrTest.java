package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.Section;
import org.precis.text.TextFormat;

/** Sections as nested child documents, on the project's own configset. */
class SectionsSolrTest {
  private static final String MARKDOWN =
      """
      # Report on the harbour

      The council has *read* the report.

      ## Costs

      Dredging costs &euro; 3&nbsp;million.

      ### Labour

      Crews work **in shifts**,
      day and night.

      ## Outlook

      Ships of 300 metres will berth here.
      """;

  private static final String HTML =
      """
      <html><head><title>Report</title></head><body><nav><a href="/">Home</a></nav>
      <p>The council has <b>read</b> the report.</p>
      <h2>Costs</h2><p>Dredging costs &euro;&nbsp;3 million, R&amp;D included.</p>
      <h3>Labour</h3><ul><li>Day shift.</li><li>Night shift.</li></ul>
      <h2>Outlook</h2><p>Ships will berth here.</p></body></html>
      """;

  private static final String JATS =
      """
      <article article-type="research-article"><front><article-meta><title-group>
      <article-title>Tides</article-title></title-group>
      <abstract><p>We measure tides.</p></abstract></article-meta></front>
      <body><sec><title>Introduction</title><p>Tides <italic>move</italic> water.</p>
      <sec><title>History</title><p>Kelvin &amp; others built machines.</p></sec></sec>
      <sec><title>Results</title><p>The sea rose.</p></sec></body></article>
      """;

  private static final String JSON =
      """
      {"title": "Tides", "sections": [
        {"heading": "Start", "level": 1, "text": "Caf\\u00e9 tables \\"float\\"."},
        {"heading": "Depth", "level": 2, "text": "Two metres.\\n\\nThree at night."},
        {"heading": "End", "level": 1, "text": "Dry again."}]}
      """;

  @TempDir static Path directory;
  private static IndexServer solr;
  private static IndexedDocs docs;

  @BeforeAll
  static void start() throws Exception {
    solr =
        IndexServer.start(
            directory,
            Map.of(
                "few",
                config ->
                    config.replace(
                        "<int name=\"maxSections\">1000", "<int name=\"maxSections\">3")));
    docs = solr.docs(IndexServer.CORE);
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  @Test
  void sectionsAreChildrenInTheOrderOfTheSource() throws Exception {
    docs.add("markdown", "body", MARKDOWN, "lang", "en");

    List<SolrDocument> sections = docs.sections("markdown");
    assertEquals(
        List.of("markdown/0", "markdown/1", "markdown/2", "markdown/3"),
        docs.sectionFields("markdown", "id"));
    assertEquals(
        Arrays.asList(null, "Costs", "Labour", "Outlook"),
        docs.sectionFields("markdown", "heading"));
    assertEquals(List.of(0, 1, 2, 1), docs.sectionFields("markdown", "level"));
    assertEquals(List.of(0, 1, 2, 3), docs.sectionFields("markdown", "ordinal"));
    assertEquals("Crews work in shifts, day and night.", sections.get(2).get("text"));
    assertEquals("Crews work in shifts, day and night.", sections.get(2).get("text_txt_en"));
    assertEquals("Labour", sections.get(2).get("heading_txt_en"));
    for (SolrDocument section : sections) {
      assertEquals("en", section.get("lang"));
    }
    SolrDocument root = docs.root("markdown");
    assertEquals(4, root.get("section_count"));
    assertEquals(MARKDOWN, root.get("body"));
    assertEquals("Report on the harbour", root.get("title"));
    assertEquals("Report on the harbour", root.get("title_txt_en"));
    assertTrue(root.get("body_txt_en").toString().startsWith("The council has read the report."));
    assertTrue(root.get("body_txt_en").toString().contains("\n\nLabour\n\nCrews work"));
    assertNull(root.get("precis_error_s"));
    assertNull(root.get("precis_note_s"));
  }

  @Test
  void thePlaceOfASectionHoldsItsText() throws Exception {
    assertPlaces("place-markdown", MARKDOWN, TextFormat.MARKDOWN, 4);
    assertPlaces("place-html", HTML, TextFormat.HTML, 4);
    assertPlaces("place-jats", JATS, TextFormat.JATS, 4);
    assertPlaces("place-plain", "One is here.\n\nTwo is there.", TextFormat.PLAIN, 1);
  }

  /** The source of a section, read by itself, is the section's text. */
  private static void assertPlaces(String id, String body, TextFormat format, int count)
      throws Exception {
    docs.add(id, "body", body, "lang", "en");
    List<SolrDocument> sections = docs.sections(id);
    assertEquals(count, sections.size(), id);
    int end = 0;
    for (SolrDocument section : sections) {
      int start = (int) section.get("source_start");
      assertTrue(start >= end, () -> section + " overlaps the one before");
      end = (int) section.get("source_end");
      String source = docs.root(id).get("body").toString().substring(start, end);
      TextFormat inside = format == TextFormat.JATS ? TextFormat.HTML : format;
      Document read = new DocumentParser().parse("", "", source, inside);
      assertEquals(section.get("text"), String.join("\n\n", texts(read)), () -> id + ": " + source);
      assertNull(section.get("source_value"));
    }
  }

  private static List<String> texts(Document document) {
    return document.sections().stream().map(Section::text).toList();
  }

  @Test
  void thePlaceOfASectionInJsonHoldsItsTextAsJsonWritesIt() throws Exception {
    docs.add("json", "body", JSON, "lang", "en");

    List<SolrDocument> sections = docs.sections("json");
    assertEquals(List.of("Start", "Depth", "End"), docs.sectionFields("json", "heading"));
    assertEquals("Café tables \"float\".", sections.get(0).get("text"));
    assertEquals(
        List.of(
            "Caf\\u00e9 tables \\\"float\\\".", "Two metres.\\n\\nThree at night.", "Dry again."),
        sections.stream()
            .map(
                section ->
                    JSON.substring(
                        (int) section.get("source_start"), (int) section.get("source_end")))
            .toList());
  }

  @Test
  void aDocumentWithoutHeadingsIsOneSection() throws Exception {
    docs.add("plain", "body", "Rain fell.\n\nThe river rose.", "lang", "en");

    assertEquals(List.of("plain/0"), docs.sectionFields("plain", "id"));
    assertEquals(Collections.singletonList(null), docs.sectionFields("plain", "heading"));
    assertEquals(List.of(0), docs.sectionFields("plain", "level"));
    assertEquals(1, docs.root("plain").get("section_count"));
    assertEquals("Rain fell.\n\nThe river rose.", docs.root("plain").get("body_txt_en"));
  }

  @Test
  void aHeadingWithoutTextHasAnEmptyPlaceBetweenItsNeighbours() throws Exception {
    String body = "# First\n\nText one.\n\n# Part\n\n## Chapter\n\nText two.";
    docs.add("empty", "body", body, "lang", "en");

    assertEquals(List.of("First", "Part", "Chapter"), docs.sectionFields("empty", "heading"));
    int end = body.indexOf("one.") + "one.".length();
    assertEquals(
        List.of(body.indexOf("Text one"), end, body.indexOf("Text two")),
        docs.sectionFields("empty", "source_start"));
    assertEquals(List.of(end, end, body.length()), docs.sectionFields("empty", "source_end"));
  }

  @Test
  void childrenComeWithTheirParent() throws Exception {
    docs.add("nested", "body", MARKDOWN, "lang", "en");

    SolrDocument root =
        docs.query("id:nested", "fl", "id,sections,heading,[child fl=id,heading]").get(0);
    List<?> sections = (List<?>) root.get("sections");
    assertEquals(4, sections.size());
    assertEquals("nested/3", ((SolrDocument) sections.get(3)).get("id"));
    assertEquals("Outlook", ((SolrDocument) sections.get(3)).get("heading"));
  }

  @Test
  void sectionsAreSearchedByThemselves() throws Exception {
    docs.add("places", "body", "# Quay\n\nOtters doze.\n\n# Pier\n\nA seal sings.", "lang", "en");

    assertEquals(List.of("places/0"), List.copyOf(docs.search("/sections", "otter")));
    assertEquals(List.of("places/1"), List.copyOf(docs.search("/sections", "pier")));
    assertEquals(List.of("places"), List.copyOf(docs.search("/select", "otter")));
    assertEquals(List.of("places"), List.copyOf(docs.search("/select", "pier")));
    assertTrue(docs.search("/select", "*:*").stream().noneMatch(id -> id.contains("/")));
    assertEquals(
        "[places]",
        docs.ids(
                "{!parent which='*:* -_nest_path_:*' v='+_nest_path_:\"/sections\""
                    + " +text_txt_en:otter'}")
            .toString());
  }

  @Test
  void tooManySectionsAreMergedAndNothingIsDropped() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      body.append("# Heading").append(i).append("\n\nText number").append(i).append(".\n\n");
    }
    IndexedDocs few = solr.docs("few");
    few.add("many", "body", body.toString(), "lang", "en");

    assertEquals(List.of("many/0", "many/3", "many/6"), few.sectionFields("many", "id"));
    assertEquals(List.of(3, 3, 4), few.sectionFields("many", "merged"));
    assertEquals(10, few.root("many").get("section_count"));
    assertEquals(
        "10 sections were put together into 3 (maxSections)",
        few.root("many").get("precis_note_s"));
    for (int i = 0; i < 10; i++) {
      String section = "many/" + (i < 3 ? 0 : i < 6 ? 3 : 6);
      assertEquals(List.of(section), List.copyOf(few.search("/sections", "number" + i)));
      assertEquals(List.of(section), List.copyOf(few.search("/sections", "heading" + i)));
    }
    SolrDocument last = few.sections("many").get(2);
    String source = body.substring((int) last.get("source_start"), (int) last.get("source_end"));
    assertTrue(source.startsWith("Text number6.") && source.endsWith("Text number9."), source);
  }

  @Test
  void mergedSectionsMayBeginWithAHeadingWithoutText() throws Exception {
    IndexedDocs few = solr.docs("few");
    String body =
        "# A\n\nText a.\n\n# B\n\nText b.\n\n# C\n\n## D\n\nText d.\n\n# E\n\n## F\n\nText f.";
    few.add("hollow", "body", body, "lang", "en");

    assertEquals(List.of(0, 2, 4), few.sectionFields("hollow", "ordinal"));
    List<Object> starts = few.sectionFields("hollow", "source_start");
    assertEquals(body.indexOf("Text a"), starts.get(0));
    assertEquals(body.indexOf("b.") + 2, starts.get(1));
    assertEquals(body.indexOf("d.") + 2, starts.get(2));
  }

  @Test
  void aThousandSectionsAreKept() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      body.append("# H").append(i).append("\n\nText ").append(i).append(".\n\n");
    }
    docs.add("thousand", "body", body.toString(), "lang", "en");

    assertEquals(1000, docs.sections("thousand").size());
    assertEquals("Text 999.", docs.sections("thousand").get(999).get("text"));
    assertNull(docs.root("thousand").get("precis_note_s"));
  }
}
