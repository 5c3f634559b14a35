package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTagsTest {
  @ParameterizedTest
  @CsvSource({
    "en, en",
    "eng, en",
    "en_us, en-US",
    "' de ', de",
    "deu, de",
    "ger, de",
    "cmn, zh",
    "pes, fa",
    "swh, sw",
    "arb, ar",
    "zh-Hant-TW, zh-Hant-TW",
    "tgl, tl",
    "iw, he",
    "war, war",
    "Deutsch!, und"
  })
  void tagsAreNormalised(String given, String tag) {
    assertEquals(tag, LanguageTags.normalise(given));
  }

  @Test
  void everyLanguageOfTheNgramModelHasItsTag() {
    for (String tag : NgramModel.shared().tags()) {
      assertEquals(tag, LanguageTags.normalise(tag));
    }
    // OpenNLP has 103 names; Persian, Estonian and Latvian have two, as has Panjabi.
    assertEquals(99, NgramModel.shared().tags().size());
  }
}
