package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document's sections go with it, and no others. */
class DeletionSolrTest {
  private static final String TWO_SECTIONS = "# A\n\nText a.\n\n# B\n\nText b.";

  @TempDir static Path directory;
  private static IndexServer solr;
  private static IndexedDocs docs;

  @BeforeAll
  static void start() throws Exception {
    solr = IndexServer.start(directory);
    docs = solr.docs(IndexServer.CORE);
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  @BeforeEach
  void threeDocuments() throws Exception {
    docs.deleteByQuery("*:*");
    assertEquals("[]", docs.ids("*:*").toString());
    docs.add(
        IndexedDocs.document("one", "body", TWO_SECTIONS, "category", "old", "lang", "en"),
        IndexedDocs.document("two", "body", TWO_SECTIONS, "category", "new", "lang", "de"));
    docs.add("it's \"3\"", "body", TWO_SECTIONS, "category", "a \\ 'b'", "lang", "en");
  }

  private static void assertLeft(String... roots) throws Exception {
    List<String> left = new java.util.ArrayList<>();
    for (String root : roots) {
      left.addAll(List.of(root, root + "/0", root + "/1"));
    }
    assertEquals(left.toString(), docs.ids("*:*").toString());
  }

  @Test
  void byIdTakesTheSectionsAlong() throws Exception {
    docs.deleteById("one");
    assertLeft("it's \"3\"", "two");
  }

  @Test
  void byQueryForRootsTakesTheirSectionsAlong() throws Exception {
    docs.deleteByQuery("category:old");
    assertLeft("it's \"3\"", "two");
  }

  @Test
  void byQueryMayQuote() throws Exception {
    docs.deleteByQuery("category:\"a \\\\ 'b'\" OR id:none");
    assertLeft("one", "two");
  }

  @Test
  void byQueryOfExclusionsDeletesWhatIsNotExcluded() throws Exception {
    docs.deleteByQuery("-category:new -category:old -_nest_path_:*");
    assertLeft("one", "two");
    docs.deleteByQuery("-lang:de");
    assertLeft("two");
  }

  @Test
  void byQueryOfExclusionsInBracketsIsLeftAsItIs() throws Exception {
    docs.deleteByQuery("(-lang:de)");
    assertLeft("two");
  }

  @Test
  void byQueryMayHaveLocalParameters() throws Exception {
    docs.deleteByQuery("{!term f=id}it's \"3\"");
    assertLeft("one", "two");
    docs.deleteByQuery("{!lucene df=category v='new'}");
    assertLeft("one");
  }

  @Test
  void byQueryForRootsAndSectionsTakesBoth() throws Exception {
    docs.deleteByQuery("lang:en");
    assertLeft("two");
    docs.deleteByQuery("_root_:two");
    assertLeft();
  }

  @Test
  void byQueryForSectionsLeavesTheRoots() throws Exception {
    docs.deleteByQuery("id:\"one/1\"");
    assertEquals("[one, one/0]", docs.block("one").toString());
    docs.deleteByQuery("_nest_path_:\"/sections\"");
    assertEquals("[it's \"3\", one, two]", docs.ids("*:*").toString());
  }

  @Test
  void byQueryTakesWhatIsNotCommittedYet() throws Exception {
    docs.client()
        .add(
            docs.core(),
            List.of(
                IndexedDocs.document("four", "body", TWO_SECTIONS, "category", "old"),
                IndexedDocs.document("five", "body", TWO_SECTIONS, "category", "new")));
    docs.client().deleteByQuery(docs.core(), "category:old");
    docs.client()
        .add(docs.core(), IndexedDocs.document("six", "body", TWO_SECTIONS, "category", "old"));
    docs.client().commit(docs.core());

    assertLeft("five", "it's \"3\"", "six", "two");
  }

  @Test
  void byQueryTakesGrandchildrenOfClientsAlong() throws Exception {
    SolrInputDocument reply = IndexedDocs.document("reply", "category", "reply");
    SolrInputDocument comment = IndexedDocs.document("comment", "category", "comment");
    comment.setField("replies", List.of(reply));
    docs.add("talk", "body", TWO_SECTIONS, "category", "talk", "comments", List.of(comment));
    assertEquals("[comment, reply, talk, talk/0, talk/1]", docs.block("talk").toString());

    docs.deleteByQuery("category:talk");
    assertLeft("it's \"3\"", "one", "two");
  }

  @Test
  void anUnreadableQueryIsRefusedAndDeletesNothing() throws Exception {
    assertEquals(
        400,
        solr.post(
                "/precis/update",
                "application/json",
                "{\"delete\":{\"query\":\"category:[1 TO\"}}",
                "commit",
                "true")
            .statusCode());
    assertLeft("it's \"3\"", "one", "two");
  }
}
