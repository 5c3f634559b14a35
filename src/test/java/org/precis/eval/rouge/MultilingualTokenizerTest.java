package org.precis.eval.rouge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultilingualTokenizerTest {
  @ParameterizedTest
  @CsvSource({
    "zh,我们去北京大学学习。,我们 去 北京 大学 学习",
    "ja,東京で会議が開かれた。,東京 で 会議 が 開か れ た",
    "th,เขาไปโรงเรียน,เขา ไป โรงเรียน"
  })
  void languagesWithoutSpacesAreCutIntoWords(String language, String text, String words) {
    assertEquals(
        List.of(words.split(" ", -1)), new MultilingualTokenizer(language, false).tokens(text));
  }

  @Test
  void withoutSegmenterChineseCharactersStandAlone() {
    assertEquals(
        List.of("他", "说", "covid", "19", "很", "严", "重"),
        new MultilingualTokenizer("und", false).tokens("他说 COVID-19 很严重。"));
  }

  @ParameterizedTest
  @CsvSource({
    "en,generously communities because during,generous communiti because during",
    "und,generously communities because during,gener commun becaus dure",
    "sw,generously communities because during,generously communities because during"
  })
  void theLanguageDecidesTheStemmer(String language, String text, String stems) {
    assertEquals(
        List.of(stems.split(" ", -1)), new MultilingualTokenizer(language, true).tokens(text));
  }

  @Test
  void aMissingStopListIsSaid() {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> StopWords.read("xx/none.txt"));
    assertEquals(
        "lucene-analysis-common lacks org/apache/lucene/analysis/xx/none.txt; is its version that"
            + " of the pom?",
        error.getMessage());
  }
}
