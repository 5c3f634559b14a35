package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tokenizer.json of ours says the same as the files that it was made of. */
class TokenizerExportTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        TokenizerFixture.T5,
        TokenizerFixture.UMT5,
        TokenizerFixture.T5_BPE,
        TokenizerFixture.BART,
        TokenizerFixture.PEGASUS,
        TokenizerFixture.XLM_ROBERTA,
        TokenizerFixture.MBART25,
        TokenizerFixture.MBART50,
        TokenizerFixture.NLLB,
        TokenizerFixture.M2M100
      })
  void writtenFilesGiveTheSameIdsOffsetsAndTexts(String name) throws IOException {
    Path original = TokenizerFixture.withoutTokenizerJson(name, directory);
    Files.writeString(
        directory.resolve("tokenizer.json"), TokenizerExport.of(original).orElseThrow());
    try (SubwordTokenizer expected = TokenizerLoader.load(original);
        SubwordTokenizer actual = TokenizerLoader.load(directory)) {
      assertEquals(expected.vocabularySize(), actual.vocabularySize());
      assertEquals(expected.specialTokens(), actual.specialTokens());
      assertEquals(
          expected.languages().map(LanguageTokens::codes),
          actual.languages().map(LanguageTokens::codes));
      int compared = 0;
      for (TokenizerFixture.Expected string : TokenizerFixture.expected(name)) {
        Encoding ids = expected.encode(string.text(), "fr");
        Encoding again = actual.encode(string.text(), "fr");
        assertArrayEquals(ids.ids(), again.ids(), string.text());
        assertArrayEquals(ids.starts(), again.starts(), string.text());
        assertArrayEquals(ids.ends(), again.ends(), string.text());
        assertEquals(
            expected.decode(ids.ids()).strip(), actual.decode(ids.ids()).strip(), string.text());
        compared++;
      }
      assertEquals(54, compared);
    }
  }

  @Test
  void twoModelsAreNoSingleFile() {
    Path marian = TokenizerFixture.directory(TokenizerFixture.MARIAN);
    assertFalse(TokenizerExport.of(marian).isPresent());
  }

  @Test
  void theReferencesSettingsOfBytesAreWritten() {
    Path bart = TokenizerFixture.withoutTokenizerJson(TokenizerFixture.BART, directory);
    String json = TokenizerExport.of(bart).orElseThrow();
    assertTrue(
        json.contains(
            "{\"type\":\"RobertaProcessing\",\"sep\":[\"</s>\",2],\"cls\":[\"<s>\",0],"
                + "\"trim_offsets\":true,\"add_prefix_space\":false}"),
        json);
  }
}
