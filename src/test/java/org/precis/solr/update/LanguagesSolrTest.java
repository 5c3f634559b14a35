package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.update.IndexedDocs.document;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document's language, and that its text is found in ways of that language. */
class LanguagesSolrTest {
  /**
   * Language, text, and a query with another form of its words, or words in the midst of others.
   */
  private static final String[][] WORDS = {
    {"ar", "زار الوزير المدينة الجديدة", "مدينة جديدة"},
    {"bg", "Рибарите поправиха мрежите на кея", "мрежа"},
    {"bn", "বালকেরা নদীতে নৌকা চালায়", "নৌকা"},
    {"cs", "Rybáři opravili staré lodě v přístavech", "přístavu"},
    {"de", "Die Häuser am Hafen wurden verkauft", "Haus"},
    {"el", "Οι ψαράδες στα λιμάνια", "λιμάνι"},
    {"en", "The dredgers were repairing harbours", "harbour repaired"},
    {"es", "Los pescadores reparan las redes", "pescador"},
    {"fa", "کتاب‌های تازه در کتابخانه است", "کتاب"},
    {"fi", "Kalastajat korjasivat taloja", "talo"},
    {"fr", "L’avenir des chevaux du port", "avenir cheval"},
    {"hi", "लड़कों ने किताबें पढ़ीं", "किताब"},
    {"hu", "A halászok hajókat javítanak", "hajó"},
    {"id", "Mereka membaca bukunya di pelabuhan", "buku"},
    {"it", "L’acqua e i giornali", "acqua giornale"},
    {"ja", "東京都で新しい図書館が建てられました", "図書館"},
    {"ko", "학생들이 도서관에서 책을 읽었다", "도서관"},
    {"nl", "De vissers herstellen de boten", "boot"},
    {"no", "Fiskerne reparerte båtene i havna", "båt"},
    {"pl", "Rybacy naprawili sieci w portach", "port"},
    {"pt", "Os pescadores reparam as redes", "pescador"},
    {"ru", "Рыбаки чинили лодки в гаванях", "лодка гавань"},
    {"sv", "Fiskarna lagade båtarna i hamnen", "båt"},
    {"th", "เด็กนักเรียนอ่านหนังสือในห้องสมุด", "หนังสือ"},
    {"tr", "Balıkçılar limanlarda tekneleri onardı", "tekne"},
    {"uk", "Рибалки лагодили човни в гаванях", "гавань"},
    {"zh", "市议会讨论了新的图书馆计划", "图书馆"},
  };

  /** What a client says, the tag that is kept, and the suffix of the fields. */
  private static final String[][] GIVEN = {
    {"de", "de", "de"}, {"DE", "de", "de"}, {"de_AT", "de-AT", "de"}, {"deu", "de", "de"},
    {"ger", "de", "de"}, {"cmn", "zh", "zh"}, {"nb", "nb", "no"}, {"nn-NO", "nn-NO", "no"},
    {"arz", "arz", "ar"}, {"yue-Hant", "yue-Hant", "zh"}, {"pes", "fa", "fa"}, {"in", "id", "id"},
    {"sw", "sw", "icu"}, {"is", "is", "icu"}, {"haw", "haw", "icu"}, {" fr ", "fr", "fr"}
  };

  private static final String ENGLISH =
      "The council met on Monday to discuss the harbour, and the members argued for three hours.";

  private static final List<String> NO_TAGS = List.of("Deutsch", "und", "", "x-klingon", "e");

  @TempDir static Path directory;
  private static IndexServer solr;
  private static IndexedDocs docs;

  @BeforeAll
  static void start() throws Exception {
    solr = IndexServer.start(directory);
    docs = solr.docs(IndexServer.CORE);
    docs.add(documents().toArray(SolrInputDocument[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    solr.close();
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  private static List<SolrInputDocument> documents() {
    List<SolrInputDocument> documents = new ArrayList<>();
    for (String[] word : WORDS) {
      documents.add(
          document("word-" + word[0], "body", word[1] + ".", "title", word[1], "lang", word[0]));
    }
    for (String[] given : GIVEN) {
      documents.add(document("given-" + given[0], "body", "Abcdef ghijkl.", "lang", given[0]));
    }
    for (String noTag : NO_TAGS) {
      documents.add(document("no-tag-" + noTag, "body", ENGLISH, "lang", noTag));
    }
    documents.add(document("traditional", "body", "市議會討論了新的圖書館計劃。", "lang", "zh-Hant-TW"));
    documents.add(
        document("icelandic", "body", "Bærinn samþykkti áætlun um höfnina.", "lang", "is"));
    documents.add(document("khmer", "body", "សិស្សអានសៀវភៅនៅក្នុងបណ្ណាល័យ", "lang", "km"));
    documents.add(document("unknown", "body", "Zyx wvu tsr.", "lang", "qqq"));
    documents.add(document("absent", "body", ENGLISH));
    documents.add(
        document(
            "copies",
            "body",
            "Otter.",
            "lang",
            "en",
            "body_txt_de",
            "Lüge",
            "title_txt_fr",
            "Non"));
    return documents;
  }

  static String[][] words() {
    return WORDS;
  }

  static String[][] given() {
    return GIVEN;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("words")
  void findsWordsInTheirOtherForms(String language, String text, String query) throws Exception {
    String id = "word-" + language;
    SolrDocument root = docs.root(id);
    assertEquals(language, root.get("lang"));
    assertEquals(text + ".", root.get("body_txt_" + language));
    assertEquals(text, root.get("title_txt_" + language));
    assertTrue(docs.search("/select", query).contains(id), () -> query + " in " + text);
    assertTrue(docs.search("/sections", query).contains(id + "/0"), query);
  }

  @Test
  void findsTraditionalChineseBySimplified() throws Exception {
    assertEquals("zh-Hant-TW", docs.root("traditional").get("lang"));
    assertNotNull(docs.root("traditional").get("body_txt_zh"));
    assertTrue(docs.search("/select", "图书馆").contains("traditional"));
    assertTrue(docs.search("/select", "圖書館").contains("traditional"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("given")
  void aGivenLanguageIsKeptAndNormalised(String given, String tag, String field) throws Exception {
    SolrDocument root = docs.root("given-" + given);
    assertEquals(tag, root.get("lang"));
    assertEquals("given", root.get("lang_certainty"));
    assertNull(root.get("lang_confidence"));
    assertEquals(List.of(tag), root.get("lang_all"));
    assertEquals(List.of(tag), docs.sectionFields("given-" + given, "lang"));
    assertEquals("Abcdef ghijkl.", root.get("body_txt_" + field));
    assertEquals(
        List.of("Abcdef ghijkl."), docs.sectionFields("given-" + given, "text_txt_" + field));
  }

  @Test
  void languagesWithoutAnAnalyserAreFoundByTheirWords() throws Exception {
    assertTrue(docs.search("/select", "hofnina aaetlun").contains("icelandic"));
    assertTrue(docs.search("/select", "សៀវភៅ").contains("khmer"));
    assertEquals("[unknown]", docs.search("/select", "wvu").toString());
  }

  @Test
  void whatIsNoTagIsDetected() throws Exception {
    for (String words : NO_TAGS) {
      SolrDocument root = docs.root("no-tag-" + words);
      assertEquals("en", root.get("lang"), words);
      assertEquals("certain", root.get("lang_certainty"), words);
    }
    assertEquals(
        "lang 'Deutsch' is no BCP 47 tag of a language, so it was detected",
        docs.root("no-tag-Deutsch").get("precis_note_s"));
  }

  @Test
  void aDocumentWithoutALanguageIsDetected() throws Exception {
    SolrDocument root = docs.root("absent");
    assertEquals("en", root.get("lang"));
    assertEquals("certain", root.get("lang_certainty"));
    assertTrue((float) root.get("lang_confidence") > 0.5f, root::toString);
    assertEquals(List.of("en"), root.get("lang_all"));
    assertNull(root.get("precis_error_s"));
    assertTrue(docs.search("/select", "harbours").contains("absent"));
  }

  @Test
  void aClientsOwnAnalysedCopiesAreReplaced() throws Exception {
    docs.add(
        "copies", "body", "Otter.", "lang", "en", "body_txt_de", "Lüge", "title_txt_fr", "Non");

    SolrDocument root = docs.root("copies");
    assertEquals("Otter.", root.get("body_txt_en"));
    assertNull(root.get("body_txt_de"));
    assertNull(root.get("title_txt_fr"));
  }
}
