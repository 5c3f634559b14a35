package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.PressSearch.all;
import static org.precis.solr.PressSearch.ids;
import static org.precis.solr.PressSearch.query;
import static org.precis.solr.PressSearch.summaries;
import static org.precis.solr.PressSearch.summary;
import static org.precis.solr.PressSearch.summaryIds;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A standalone core over HTTP: what a search with summaries answers. */
class SearchSolrTest {
  private static final String CORE = "press";

  @TempDir static Path home;
  private static PressServer server;
  private static SolrClient solr;

  @BeforeAll
  static void start() throws Exception {
    PressHome.create(home);
    PressHome.addCore(home, CORE, Map.of());
    server = PressServer.start(home);
    solr = server.client();
    PressDocs.index(solr, CORE, 30);
    solr.add(CORE, PressDocs.document("parent,1", PARENT_BODY, "lang", "en"));
    solr.commit(CORE);
  }

  private static final String PARENT_BODY =
      "The old bridge was closed on Sunday. Engineers found cracks in two of its piers.";

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  private static QueryResponse search(String... params) throws Exception {
    return solr.query(CORE, query(params));
  }

  @Test
  void everyHitOfAPageHasASummaryInTheOrderOfTheHits() throws Exception {
    QueryResponse response = search("sort", "number desc", "rows", "5");

    assertEquals(List.of("d29", "d28", "d27", "d26", "d25"), ids(response));
    assertEquals(ids(response), summaryIds(response));
    assertEquals(Collections.nCopies(5, "ok"), all(response, "status"));
    NamedList<?> first = summary(response, "d29");
    assertTrue(first.get("text").toString().contains("29"), first::toString);
    assertEquals("en", first.get("sourceLang"));
    assertEquals("en", first.get("lang"));
    assertEquals("first", first.get("engine"));
    assertEquals(false, first.get("truncated"));
    assertEquals(1.0, first.get("coverage"));
    assertNotNull(first.get("time"));
    assertNull(first.get("reason"), first::toString);
    assertNull(first.get("model"), first::toString);
  }

  @Test
  void withoutTheSwitchNothingChanges() throws Exception {
    assertNull(summaries(search("summarize", "false")));
    assertNull(summaries(solr.query(CORE, new SolrQuery("*:*"))));
    // The other parameters are not looked at then.
    assertNull(summaries(search("summarize", "false", "summarize.engine", "none such")));
  }

  @Test
  void hitsBeyondTheRowsAreSkipped() throws Exception {
    QueryResponse response = search("rows", "4", "summarize.rows", "2");

    assertEquals(ids(response), summaryIds(response));
    assertEquals(List.of("ok", "ok", "skipped", "skipped"), all(response, "status"));
    assertEquals("rows", summary(response, "d03").get("reason"));
    assertNull(summary(response, "d03").get("text"));
    assertEquals(
        Collections.nCopies(4, "skipped"),
        all(search("rows", "4", "summarize.rows", "0"), "status"));
    // Without the parameter the first five.
    assertEquals(5, Collections.frequency(all(search("rows", "9"), "status"), "ok"));
  }

  @Test
  void pagesOfAllKindsAreSummarised() throws Exception {
    assertEquals(0, summaries(search("rows", "0")).size());
    assertEquals(0, summaries(search("start", "5000")).size());
    assertEquals(0, summaries(search("q", "id:none")).size());
    assertEquals(List.of("d27", "d28"), summaryIds(search("start", "27", "rows", "2")));
    assertEquals(List.of("d01", "d04"), summaryIds(search("fq", "topic:budget", "rows", "2")));
    assertEquals(List.of("d02"), summaryIds(search("fl", "title,score", "q", "number:2")));
    assertEquals(List.of("parent,1"), summaryIds(search("q", "id:\"parent,1\"")));
  }

  @Test
  void cursorsVisitEveryHitOnce() throws Exception {
    List<String> seen = new ArrayList<>();
    String mark = "*";
    for (QueryResponse page = null; page == null || !page.getNextCursorMark().equals(mark); ) {
      mark = page == null ? mark : page.getNextCursorMark();
      page = search("q", "topic:school", "cursorMark", mark, "rows", "4");
      assertEquals(ids(page), summaryIds(page));
      seen.addAll(ids(page));
    }
    assertEquals(10, seen.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grouped", "simple"})
  void groupedHitsAreSummarised(String format) throws Exception {
    QueryResponse response =
        search(
            "group",
            "true",
            "group.field",
            "topic",
            "group.format",
            format,
            "group.limit",
            "2",
            "rows",
            "3");

    assertEquals(
        format.equals("grouped")
            ? List.of("d00", "d03", "d01", "d04", "d02")
            : List.of("d00", "d03", "d01"),
        summaryIds(response).subList(0, format.equals("grouped") ? 5 : 3));
    assertEquals("ok", summary(response, "d00").get("status"));
  }

  @Test
  void collapsedHitsAreSummarisedAndExpandedOnesAreNot() throws Exception {
    QueryResponse response =
        search("fq", "{!collapse field=topic sort='number asc'}", "expand", "true", "q", "topic:*");

    assertEquals(List.of("d00", "d01", "d02"), ids(response));
    assertEquals(ids(response), summaryIds(response));
    assertEquals(3, response.getExpandedResults().size());
  }

  @Test
  void highlightingAndFacetsStandBeside() throws Exception {
    QueryResponse response =
        search(
            "q",
            "plan",
            "hl",
            "true",
            "hl.fl",
            "body",
            "facet",
            "true",
            "facet.field",
            "topic",
            "rows",
            "2");

    assertEquals(ids(response), summaryIds(response));
    assertEquals(2, response.getHighlighting().size());
    assertEquals(3, response.getFacetField("topic").getValueCount());
  }

  @Test
  void everyWriterWritesTheSection() throws Exception {
    String select = "/" + CORE + "/select";
    String[] page = {
      "q", "number:3", "fl", "id", "summarize", "true", "summarize.evidence", "true"
    };

    HttpResponse<String> json = server.get(PressServer.path(select, with(page, "wt", "json")));
    assertEquals(200, json.statusCode(), json.body());
    assertTrue(
        json.body()
            .replaceAll("\\s", "")
            .contains("\"summaries\":{\"d03\":{\"status\":\"ok\",\"text\":\""),
        json.body());
    assertTrue(json.body().contains("\"evidence\":[{"), json.body());

    HttpResponse<String> xml = server.get(PressServer.path(select, with(page, "wt", "xml")));
    assertTrue(
        xml.body()
            .replaceAll(">\\s+<", "><")
            .contains("<lst name=\"summaries\"><lst name=\"d03\"><str name=\"status\">ok</str>"),
        xml.body());

    // SolrJ's own format is javabin.
    assertEquals(List.of("d03"), summaryIds(search("q", "number:3")));
  }

  private static String[] with(String[] params, String... more) {
    List<String> all = new ArrayList<>(List.of(params));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void evidenceNamesPlacesInTheStoredValue() throws Exception {
    solr.add(
        CORE,
        PressDocs.document(
            "evident",
            "The ferry ran aground at dawn on a sandbank. None of its 40 passengers was hurt.",
            "notes",
            "A first note about the weather that night. It was calm.",
            "notes",
            "A second note names the captain. He had sailed for twenty years."));
    solr.commit(CORE);

    QueryResponse response =
        search(
            "q",
            "id:evident",
            "summarize.fl",
            "body,notes",
            "summarize.evidence",
            "true",
            "summarize.sentences",
            "10");

    List<?> sentences = (List<?>) summary(response, "evident").get("sentences");
    assertFalse(sentences.isEmpty());
    var stored = solr.getById(CORE, "evident");
    for (Object sentence : sentences) {
      NamedList<?> place =
          (NamedList<?>) ((List<?>) ((NamedList<?>) sentence).get("evidence")).get(0);
      int value = place.get("value") == null ? 0 : (int) place.get("value");
      String text =
          new ArrayList<>(stored.getFieldValues((String) place.get("field"))).get(value).toString();
      assertEquals(
          ((NamedList<?>) sentence).get("text"),
          text.substring((int) place.get("start"), (int) place.get("end")));
    }
    // Not asked for, not written.
    NamedList<?> plain = summary(search("q", "id:evident"), "evident");
    for (Object sentence : (List<?>) plain.get("sentences")) {
      assertNull(((NamedList<?>) sentence).get("evidence"));
    }
  }

  @Test
  void theLanguageIsTheFieldsOrDetected() throws Exception {
    String german =
        "Der Stadtrat hat am Montag über den neuen Hafen beraten. Die Kosten sollen im Frühjahr noch"
            + " einmal geprüft werden. Danach wird über den Bau abgestimmt.";
    solr.add(CORE, PressDocs.document("tagged", german, "lang", "de_AT"));
    solr.add(CORE, PressDocs.document("untagged", german));
    solr.add(CORE, PressDocs.document("mistagged", german, "lang", "German, I think"));
    solr.commit(CORE);

    assertEquals("de-AT", summary(search("q", "id:tagged"), "tagged").get("sourceLang"));
    assertEquals("de", summary(search("q", "id:untagged"), "untagged").get("sourceLang"));
    assertEquals("de", summary(search("q", "id:mistagged"), "mistagged").get("sourceLang"));
    assertEquals(
        "de",
        summary(search("q", "id:tagged", "summarize.lang.fl", "topic"), "tagged")
            .get("sourceLang"));
  }

  @Test
  void markupIsReadAsTheFormatFieldSays() throws Exception {
    String page =
        "<html><head><title>Harbour</title></head><body><nav>Home Contact Imprint</nav>"
            + "<h1>Harbour</h1><p>The harbour will be dredged in May before the ferries return.</p></body></html>";
    solr.add(CORE, PressDocs.document("page", page, "format", "html"));
    solr.commit(CORE);

    Object text = summary(search("q", "id:page"), "page").get("text");
    assertEquals("The harbour will be dredged in May before the ferries return.", text);
  }

  @Test
  void childDocumentsThatAreHitsDoNoHarm() throws Exception {
    var root = PressDocs.document("root", "The root tells of a long strike. It ended in June.");
    root.setField("notes", List.of());
    var child = PressDocs.document("root/0", "A section about the first week of the strike.");
    root.addField("sections", List.of(child));
    solr.add(CORE, root);
    solr.commit(CORE);

    QueryResponse response = search("q", "body:strike");

    assertEquals(List.of("root", "root/0"), ids(response));
    assertEquals(ids(response), summaryIds(response));
  }
}
