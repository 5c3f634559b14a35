package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vocab.json} and {@code merges.txt} by hand. */
class ByteLevelConversionTest {
  private static final String VOCABULARY =
      """
      {"<s>": 0, "</s>": 1, "<unk>": 2, "a": 3, "b": 4, "Ġ": 5, "ab": 6, "Ġab": 7, "<pad>": 9}
      """;
  private static final String MERGES = "#version: 0.2\na b\nĠ ab\n";

  @TempDir Path directory;

  private SubwordTokenizer load(String vocabulary, String merges, String config)
      throws IOException {
    Files.writeString(directory.resolve("vocab.json"), vocabulary);
    Files.writeString(directory.resolve("merges.txt"), merges);
    Files.writeString(directory.resolve("tokenizer_config.json"), config);
    return TokenizerLoader.load(directory);
  }

  private void assertRefused(String part, String vocabulary, String merges) {
    String message =
        assertThrows(TokenizerFormatException.class, () -> load(vocabulary, merges, "{}").close())
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void mergesAreAppliedInOrderBetweenTheSpecialTokens() throws IOException {
    try (SubwordTokenizer tokenizer = load(VOCABULARY, MERGES, "{}")) {
      assertArrayEquals(new int[] {0, 6, 7, 3, 1}, tokenizer.encode("ab aba").ids());
    }
  }

  @Test
  void windowsLineEndsAreNoPartOfAMerge() throws IOException {
    try (SubwordTokenizer tokenizer = load(VOCABULARY, MERGES.replace("\n", "\r\n"), "{}")) {
      assertArrayEquals(new int[] {0, 6, 7, 1}, tokenizer.encode("ab ab").ids());
    }
  }

  @Test
  void aSpaceIsPutInFrontIfTheSettingsSaySo() throws IOException {
    try (SubwordTokenizer tokenizer = load(VOCABULARY, MERGES, "{\"add_prefix_space\": true}")) {
      assertArrayEquals(new int[] {0, 7, 1}, tokenizer.encode("ab").ids());
    }
  }

  @Test
  void spelledOutSpecialTokensAreText() throws IOException {
    try (SubwordTokenizer tokenizer = load(VOCABULARY, MERGES, "{\"pad_token\": \"ab\"}")) {
      assertArrayEquals(new int[] {0, 3, 4, 5, 3, 4, 1}, tokenizer.encode("ab ab").ids());
    }
  }

  @Test
  void tokensOfTheSettingsStandBehindTheVocabulary() throws IOException {
    String config =
        """
        {"added_tokens_decoder": {"11": {"content": "<doc-s>", "special": true}},
         "cls_token": "<doc-s>"}
        """;
    try (SubwordTokenizer tokenizer = load(VOCABULARY, MERGES, config)) {
      assertArrayEquals(new int[] {11, 6, 1}, tokenizer.encode("ab").ids());
      assertEquals("ab", tokenizer.decode(new int[] {11, 6, 8, 10, 1}));
    }
  }

  @Test
  void brokenMergesAreRefusedWithTheirLine() {
    assertRefused("merges.txt: line 2 is 'ab'; a merge is two pieces", VOCABULARY, "#version\nab");
    assertRefused("merges.txt: line 1 joins 'a' and 'b c'", VOCABULARY, "a b c\n");
    assertRefused("merges.txt: line 1 joins '' and 'b'", VOCABULARY, " b\n");
    assertRefused(
        "merges.txt: the merge of 'b' and 'a' needs the piece 'ba', which the vocabulary lacks",
        VOCABULARY,
        "b a\n");
    assertRefused("merges.txt: 'a' and 'b' are merged twice", VOCABULARY, "a b\na b\n");
  }

  @Test
  void brokenVocabulariesAreRefused() {
    assertRefused("vocab.json: 'a' has the id -1; ids are 0 to 524287", "{\"a\": -1}", "");
    assertRefused("vocab.json: 'a' has the id 1.5", "{\"a\": 1.5}", "");
    assertRefused("vocab.json: 'a' has the id 99999999", "{\"a\": 99999999}", "");
    assertRefused("vocab.json gives the id 1 to", "{\"a\": 1, \"b\": 1}", "");
    assertRefused("vocab.json is no JSON within the limits", "{\"a\": 1, \"a\": 2}", "");
    assertRefused("vocab.json is no JSON within the limits", "{\"a\": 1,", "");
    assertRefused("vocab.json does not hold a JSON object", "[1]", "");
    assertRefused("vocab.json: the vocabulary is an object of 1 to 524288 ids", "{}", "");
    assertRefused("vocab.json lacks '<s>'", "{\"a\": 0, \"</s>\": 1}", "");
  }
}
