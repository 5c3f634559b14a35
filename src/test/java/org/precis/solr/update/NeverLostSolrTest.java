package org.precis.solr.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a document contains, and whatever fails, it is in the index afterwards. */
class NeverLostSolrTest {
  private static final String FAULTY = "faulty";

  @TempDir static Path directory;
  private static IndexServer solr;
  private static IndexedDocs docs;
  private static IndexedDocs faulty;

  @BeforeAll
  static void start() throws Exception {
    solr =
        IndexServer.start(
            directory,
            Map.of(
                FAULTY,
                config ->
                    config.replace(
                        DocumentProcessorFactory.class.getName(),
                        FaultyProcessorFactory.class.getName())));
    docs = solr.docs(IndexServer.CORE);
    faulty = solr.docs(FAULTY);
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  private static long metric(String core, String name) throws Exception {
    HttpResponse<String> answer =
        solr.get("/admin/metrics", "prefix", "UPDATE.documentProcessor", "wt", "json");
    JsonNode metrics = new ObjectMapper().readTree(answer.body()).get("metrics");
    JsonNode value = metrics.get("solr.core." + core).get("UPDATE.documentProcessor." + name);
    assertNotNull(value, () -> name + " in " + answer.body());
    return value.isNumber() ? value.asLong() : value.get("count").asLong();
  }

  @Test
  void aParserThatThrowsCostsTheSectionsOnly() throws Exception {
    long before = metric(FAULTY, "parseErrors");
    try (LogLines log = LogLines.of(Findings.class)) {
      faulty.add("parser/1", "body", "# A\n\nA parser-throws first.", "title", "T", "lang", "en");

      assertEquals(1, log.with("WARN Document parser/1: step 'parse' failed").size());
    }
    SolrDocument root = faulty.root("parser/1");
    assertEquals(
        "parse: java.lang.IllegalStateException: no parser for this", root.get("precis_error_s"));
    assertEquals(List.of("parser/1/0"), faulty.sectionFields("parser/1", "id"));
    assertEquals(
        List.of("# A\n\nA parser-throws first."), faulty.sectionFields("parser/1", "text"));
    assertEquals("[parser/1]", faulty.search("/select", "first").toString());
    assertEquals("T", root.get("title_txt_en"));
    assertEquals(before + 1, metric(FAULTY, "parseErrors"));
  }

  @Test
  void aParserThatRunsOutOfStackCostsTheSectionsOnly() throws Exception {
    faulty.add("overflow", "body", "A parser-overflows here.", "lang", "de");

    assertEquals(
        "parse: java.lang.StackOverflowError", faulty.root("overflow").get("precis_error_s"));
    assertEquals("de", faulty.root("overflow").get("lang"));
  }

  @Test
  void aDetectorThatThrowsCostsTheLanguageOnly() throws Exception {
    long before = metric(FAULTY, "languageErrors");
    try (LogLines log = LogLines.of(Findings.class)) {
      faulty.add("detector", "body", "# Harbour\n\nThe detector-throws here.");

      assertEquals(1, log.with("WARN Document detector: step 'language' failed").size());
    }
    SolrDocument root = faulty.root("detector");
    assertEquals(
        "language: java.lang.IllegalArgumentException: no language for this",
        root.get("precis_error_s"));
    assertEquals("und", root.get("lang"));
    assertEquals("failed", root.get("lang_certainty"));
    assertNull(root.get("lang_confidence"));
    assertEquals("[detector]", faulty.search("/select", "harbour").toString());
    assertEquals(before + 1, metric(FAULTY, "languageErrors"));
  }

  @Test
  void whatTheMarkupDeclaresIsTakenWhereDetectionFails() throws Exception {
    faulty.add(
        "declared", "body", "<html lang=\"de\"><body><p>Hier detector-throws.</p></body></html>");

    assertEquals("de", faulty.root("declared").get("lang"));
    assertEquals("declared", faulty.root("declared").get("lang_certainty"));
  }

  @Test
  void oneFaultyDocumentDoesNotCostTheOthersOfItsRequest() throws Exception {
    long before = metric(FAULTY, "requests");
    faulty.add(
        IndexedDocs.document("batch1", "body", "Good."),
        IndexedDocs.document("batch2", "body", "A parser-throws and detector-throws."),
        IndexedDocs.document("batch3", "body", "Good, too."));

    assertEquals(
        "[batch1, batch2, batch3]", faulty.ids("{!terms f=id v=batch1,batch2,batch3}").toString());
    String errors = faulty.root("batch2").get("precis_error_s").toString();
    assertTrue(errors.startsWith("parse: ") && errors.contains("; language: "), errors);
    assertNull(faulty.root("batch3").get("precis_error_s"));
    assertEquals(before + 3, metric(FAULTY, "requests"));
  }

  @Test
  void documentsWithoutTextAreIndexed() throws Exception {
    docs.add("no body", "category", "c");
    docs.add("empty body", "body", "");
    docs.add("white body", "body", " \n\t\u00a0\u3000 ");
    for (String id : List.of("no body", "empty body", "white body")) {
      SolrDocument root = docs.root(id);
      assertEquals(0, root.get("section_count"), id);
      assertNull(root.get("precis_error_s"), id);
      assertEquals(List.of(), docs.sections(id), id);
    }
    docs.add("title only", "title", "Harbour dredging");
    assertEquals("[title only]", docs.search("/select", "dredging").toString());
  }

  @Test
  void aWordIsEnough() throws Exception {
    docs.add("word", "body", "Zugspitzplatt", "lang", "de");

    assertEquals(List.of("Zugspitzplatt"), docs.sectionFields("word", "text"));
    assertEquals("[word]", docs.search("/select", "zugspitzplatt").toString());
  }

  @Test
  void aBookIsSearchedToItsEnd() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      body.append("word").append(i).append(i % 20 == 19 ? ".\n\n" : " ");
    }
    docs.add("book", "body", body.toString(), "lang", "en");

    assertEquals("[book]", docs.search("/select", "word99999").toString());
    assertEquals("[book/0]", docs.search("/sections", "word99999").toString());
    assertNull(docs.root("book").get("precis_error_s"));
  }

  /** Lucene refuses a document with a term of more than 32766 bytes. */
  @Test
  void endlessWordsAreIndexedWithEveryTokenizer() throws Exception {
    StringBuilder body = new StringBuilder("start");
    for (String unit : List.of("a", "7", "語", "カ", "한", "ก", "क", "😀")) {
      body.append(' ').append(unit.repeat(34_000 / unit.getBytes(UTF_8).length));
    }
    for (String language : List.of("en", "fa", "ja", "ko", "th", "zh", "xx")) {
      docs.add("endless " + language, "body", body + " end", "lang", language);

      assertNull(docs.root("endless " + language).get("precis_error_s"), language);
    }
    assertEquals(7, docs.search("/select", "start end").size());
  }

  @Test
  void brokenCharactersBecomeReplacements() throws Exception {
    String body =
        "Half \\ud83d pair, \\udc00 other half, \\ud83d\\ude00 whole, \\uffff no character, \\u0000\\u0007 control.";
    String json =
        "[{\"id\":\"broken\",\"lang\":\"en\",\"title\":\"A \\udfff title\",\"body\":\""
            + body
            + "\"}]";
    HttpResponse<String> answer =
        solr.post("/precis/update", "application/json", json, "commit", "true");

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(
        List.of(
            "Half \uFFFD pair, \uFFFD other half, \uD83D\uDE00 whole, \uFFFD no character,"
                + " control."),
        docs.sectionFields("broken", "text"));
    assertEquals("A \uFFFD title", docs.root("broken").get("title_txt_en"));
    assertEquals("[broken]", docs.search("/select", "control title").toString());
  }

  @Test
  void binaryBodiesAreIndexed() throws Exception {
    StringBuilder body = new StringBuilder("%PDF-1.7\n");
    for (int i = 0; i < 20_000; i++) {
      body.append((char) (i * 7919 % 256));
    }
    docs.add("binary", "body", body.toString());
    docs.add("bytes", "body", "Nur Bytes: größer.".getBytes(UTF_8), "lang", "de");

    assertNull(docs.root("binary").get("precis_error_s"));
    assertEquals(List.of("Nur Bytes: größer."), docs.sectionFields("bytes", "text"));
    assertEquals("Nur Bytes: größer.", docs.root("bytes").get("body"));
  }

  @Test
  void severalBodiesBecomeOne() throws Exception {
    SolrInputDocument document =
        IndexedDocs.document("two", "body", "# A\n\nFirst otter.", "lang", "en");
    document.addField("body", "# B\n\nSecond seal.");
    docs.add(document);

    assertEquals("# A\n\nFirst otter.\n\n# B\n\nSecond seal.", docs.root("two").get("body"));
    assertEquals("2 values of body were joined into one", docs.root("two").get("precis_note_s"));
    assertEquals(List.of("A", "B"), docs.sectionFields("two", "heading"));
  }

  @Test
  void aBodyThatIsAnObjectIsKeptAsJson() throws Exception {
    String json =
        "[{\"id\":\"object\",\"lang\":\"en\",\"body\":{\"title\":\"T\",\"body\":\"Otters doze.\"}}]";
    HttpResponse<String> answer =
        solr.post("/precis/update", "application/json", json, "commit", "true");

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(
        "body was an object, it is kept as JSON", docs.root("object").get("precis_note_s"));
    assertEquals(List.of("Otters doze."), docs.sectionFields("object", "text"));
  }

  @Test
  void otherTypesOfValuesAreReadAsText() throws Exception {
    docs.add("number", "body", 42, "title", List.of("One", 2), "lang", "en", "format", true);

    assertEquals("42", docs.root("number").get("body"));
    assertEquals("One 2", docs.root("number").get("title"));
    String notes = docs.root("number").get("precis_note_s").toString();
    assertTrue(notes.contains("format 'true' is none of auto, plain, markdown"), notes);
  }

  @Test
  void malformedMarkupIsReadAsFarAsItGoes() throws Exception {
    Map<String, String> bodies =
        Map.of(
            "jats", "<article><front><article-meta></front><body><sec><title>T<p>Otters & doze",
            "html", "<html><body><h1>Otters<p>doze <b>here<table><tr><td>now</div></p",
            "json", "{\"title\": \"Otters\", \"body\": \"doze\" here",
            "markdown", "# Otters\n\n[doze](here\n\n```\nopen",
            "auto", "< ".repeat(3000) + "Otters doze" + "<div>".repeat(20_000));
    for (Map.Entry<String, String> body : bodies.entrySet()) {
      String id = "bad " + body.getKey();
      docs.add(id, "body", body.getValue(), "format", body.getKey(), "lang", "en");

      assertNull(docs.root(id).get("precis_error_s"), id);
      assertTrue(docs.search("/select", "otters").contains(id), id);
    }
  }

  @Test
  void aLanguageThatIsNoTagIsDetectedInstead() throws Exception {
    docs.add(
        "strange",
        "body",
        "The otters doze on the quay in the morning sun.",
        "lang",
        "x".repeat(40_000));

    assertEquals("en", docs.root("strange").get("lang"));
    String note = docs.root("strange").get("precis_note_s").toString();
    assertTrue(note.startsWith("lang 'xxxx") && note.length() < 200, note);
  }
}
