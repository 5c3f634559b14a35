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

/** Marian's files by hand: what {@code source.spm} finds, {@code vocab.json} numbers. */
class LookupConversionTest {
  private static final String VOCABULARY =
      """
      {"</s>": 0, "<unk>": 1, ">>fra<<": 2, "▁a": 3, "b": 4, "▁": 5, "said": 6, "<pad>": 7}
      """;

  @TempDir Path directory;

  private SubwordTokenizer marian(String vocabulary, String config) throws IOException {
    SpieceWriter source =
        new SpieceWriter()
            .piece("</s>", 0, 3)
            .piece("<unk>", 0, 2)
            .piece("▁a", -1, 1)
            .piece("b", -2, 1)
            .piece("c", -3, 1)
            .piece("▁", -4, 1);
    Files.write(directory.resolve("source.spm"), source.toBytes());
    Files.writeString(directory.resolve("vocab.json"), vocabulary);
    Files.writeString(directory.resolve("tokenizer_config.json"), config);
    return TokenizerLoader.load(directory);
  }

  private SubwordTokenizer marian() throws IOException {
    return marian(VOCABULARY, "{\"tokenizer_class\": \"MarianTokenizer\"}");
  }

  @Test
  void piecesThatTheVocabularyLacksAreUnknown() throws IOException {
    try (SubwordTokenizer tokenizer = marian()) {
      assertEquals(8, tokenizer.vocabularySize());
      assertArrayEquals(new int[] {3, 1, 4, 0}, tokenizer.encode("acb").ids());
    }
  }

  @Test
  void piecesThatTheSourceLacksAreSaidButNotRead() throws IOException {
    try (SubwordTokenizer tokenizer = marian()) {
      assertArrayEquals(new int[] {5, 1, 0}, tokenizer.encode("said").ids());
      assertEquals("a said", tokenizer.decode(new int[] {7, 3, 5, 6, 0}));
      assertEquals("", tokenizer.decode(new int[] {-1, 8, 99, 2, 1}));
    }
  }

  @Test
  void aCodeInFrontOfATextIsOneToken() throws IOException {
    try (SubwordTokenizer tokenizer = marian()) {
      Encoding encoding = tokenizer.encode(">>fra<< ab");
      assertArrayEquals(new int[] {2, 3, 4, 0}, encoding.ids());
      assertArrayEquals(new int[] {0, 7, 9, 10}, encoding.starts());
      assertArrayEquals(new int[] {7, 9, 10, 10}, encoding.ends());
      assertEquals("ab", tokenizer.decode(encoding.ids()));
      assertEquals(1, tokenizer.encode(">>deu<< ab").ids()[1]);
      assertTrue(tokenizer.encode("a >>fra<<").ids()[1] != 2);
    }
  }

  @Test
  void separateVocabulariesAreReadAndSaidApart() throws IOException {
    Files.writeString(
        directory.resolve("target_vocab.json"),
        "{\"</s>\": 0, \"<unk>\": 1, \"▁un\": 2, \"e\": 3, \"<pad>\": 4}");
    try (SubwordTokenizer tokenizer = marian(VOCABULARY, "{\"separate_vocabs\": true}")) {
      assertArrayEquals(new int[] {3, 4, 0}, tokenizer.encode("ab").ids());
      assertEquals("une", tokenizer.decode(new int[] {4, 2, 3, 0}));
    }
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertMessage("vocab.json lacks '<unk>'", "{\"</s>\": 0, \"▁a\": 1}");
    assertMessage("vocab.json lacks '</s>'", "{\"<unk>\": 0, \"▁a\": 1}");
    assertMessage("'▁a' has the id -1", "{\"</s>\": 0, \"<unk>\": 1, \"▁a\": -1}");
    assertMessage(
        "gives the id 0 to '</s>' and to '<unk>'", "{\"</s>\": 0, \"<unk>\": 0, \"▁a\": 1}");
    assertMessage("'▁a' has the id \"x\"", "{\"▁a\": \"x\"}");
    assertMessage("is an object of 1 to 524288 ids", "{}");
    Files.delete(directory.resolve("vocab.json"));
    assertTrue(
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.load(directory))
            .getMessage()
            .contains("vocab.json is not a regular file"));
  }

  private void assertMessage(String part, String vocabulary) {
    String message =
        assertThrows(TokenizerFormatException.class, () -> marian(vocabulary, "{}").close())
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
