package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTokensTest {
  private static LanguageTokens tokens(List<String> codes, String form) {
    Map<String, Integer> special = new LinkedHashMap<>();
    special.put("<s>", 0);
    codes.forEach(code -> special.put(form.formatted(code), 100 + special.size()));
    return LanguageTokens.of(special, List.of(101), List.of(0)).orElseThrow();
  }

  private static final LanguageTokens MBART50 = tokens(LanguageCodes.MBART50, "%s");
  private static final LanguageTokens M2M100 = tokens(LanguageCodes.M2M100, "__%s__");
  private static final LanguageTokens NLLB = tokens(LanguageCodes.NLLB, "%s");

  @ParameterizedTest
  @CsvSource({
    "de, de_DE, __de__, deu_Latn",
    "de-CH, de_DE, __de__, deu_Latn",
    "en, en_XX, __en__, eng_Latn",
    "en-US, en_XX, __en__, eng_Latn",
    "zh, zh_CN, __zh__, zho_Hans",
    "zh-TW, zh_CN, __zh__, zho_Hant",
    "zh-Hant, zh_CN, __zh__, zho_Hant",
    "ar, ar_AR, __ar__, arb_Arab",
    "fa, fa_IR, __fa__, pes_Arab",
    "pt-BR, pt_XX, __pt__, por_Latn",
    "he, he_IL, __he__, heb_Hebr",
    "iw, he_IL, __he__, heb_Hebr",
    "id, id_ID, __id__, ind_Latn",
    "sr-Latn, , __sr__, srp_Cyrl",
    "no, , __no__, nob_Latn",
    "nb, , __no__, nob_Latn",
    "nn, , __no__, nno_Latn",
    "sw, sw_KE, __sw__, swh_Latn",
    "lv, lv_LV, __lv__, lvs_Latn",
    "tl, tl_XX, __tl__, tgl_Latn",
    "fil, tl_XX, __tl__, tgl_Latn",
    "az, az_AZ, __az__, azj_Latn",
    "az-Arab, az_AZ, __az__, azb_Arab",
    "ku, , , kmr_Latn",
    "ckb, , , ckb_Arab",
    "deu, de_DE, __de__, deu_Latn",
    "eng_Latn, en_XX, __en__, eng_Latn",
    "gl, gl_ES, __gl__, glg_Latn",
    "la, , , ",
    "und, , , ",
    "x-private, , , ",
    "'', , , ",
    "no tag at all, , , "
  })
  void tagsAreFoundUnderTheModelsNames(String tag, String mbart, String m2m100, String nllb) {
    assertEquals(Optional.ofNullable(mbart), MBART50.code(tag));
    assertEquals(Optional.ofNullable(m2m100), M2M100.code(tag));
    assertEquals(Optional.ofNullable(nllb), NLLB.code(tag));
  }

  /** Every code of M2M100 and mBART is a language that NLLB has, too, but for these. */
  @Test
  void smallerModelsLanguagesAreFoundInNllb() {
    Set<String> lacking = Set.of("br", "fy", "ns");
    for (String code : LanguageCodes.M2M100) {
      assertEquals(!lacking.contains(code) || code.equals("ff"), NLLB.code(code).isPresent(), code);
    }
    for (String code : LanguageCodes.MBART50) {
      assertTrue(NLLB.code(code.substring(0, 2)).isPresent(), code);
    }
  }

  @Test
  void listsHaveTheModelsSizes() {
    assertEquals(25, LanguageCodes.MBART.size());
    assertEquals(52, LanguageCodes.MBART50.size());
    assertEquals(100, LanguageCodes.M2M100.size());
    assertEquals(8, LanguageCodes.WMT21.size());
    assertEquals(202, LanguageCodes.NLLB.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {TokenizerFixture.MBART50, TokenizerFixture.NLLB, TokenizerFixture.M2M100})
  void theDocumentsLanguageTakesThePlaceOfTheConfiguredOne(String name) {
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(TokenizerFixture.directory(name))) {
      LanguageTokens languages = tokenizer.languages().orElseThrow();
      int[] german = tokenizer.encode("Der Rat öffnete die Brücke.").ids();
      int[] spanish = tokenizer.encode("Der Rat öffnete die Brücke.", "es").ids();
      assertEquals(languages.id(languages.code("de").orElseThrow()), german[0]);
      assertEquals(languages.id(languages.code("es").orElseThrow()), spanish[0]);
      assertArrayEquals(
          Arrays.copyOfRange(german, 1, german.length),
          Arrays.copyOfRange(spanish, 1, spanish.length));
      assertArrayEquals(german, tokenizer.encode("Der Rat öffnete die Brücke.", "la").ids());
      assertEquals(
          OptionalInt.of(languages.id(languages.code("en").orElseThrow())),
          languages.firstToken("en"));
      assertEquals(OptionalInt.empty(), languages.firstToken("la"));
    }
  }

  /** mBART-25 has the language behind the text and starts decoding with the target's. */
  @Test
  void mbart25sLanguageStandsBehindTheTextAndIsNotForced() {
    try (SubwordTokenizer tokenizer =
        TokenizerLoader.load(TokenizerFixture.directory(TokenizerFixture.MBART25))) {
      LanguageTokens languages = tokenizer.languages().orElseThrow();
      Encoding encoding = tokenizer.encode("la rivière", "fr-FR");
      assertEquals(2, encoding.suffix());
      assertEquals(languages.id("fr_XX"), encoding.ids()[encoding.ids().length - 1]);
      assertEquals(2, encoding.ids()[encoding.ids().length - 2]);
      assertFalse(languages.forcesFirstToken());
      assertEquals(OptionalInt.empty(), languages.firstToken("en"));
      int[] cut = encoding.idsWithin(3);
      assertArrayEquals(new int[] {encoding.ids()[0], 2, languages.id("fr_XX")}, cut);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TokenizerFixture.T5, TokenizerFixture.BART, TokenizerFixture.MARIAN})
  void otherFamiliesTakeNoLanguage(String name) {
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(TokenizerFixture.directory(name))) {
      assertEquals(Optional.empty(), tokenizer.languages());
      assertArrayEquals(
          tokenizer.encode("la rivière").ids(), tokenizer.encode("la rivière", "fr").ids());
    }
  }
}
