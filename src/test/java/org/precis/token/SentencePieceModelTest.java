package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencePieceModelTest {
  private static final int USER_DEFINED = 4;
  private static final int UNUSED = 5;

  @TempDir Path directory;

  private SpieceWriter letters() {
    SpieceWriter model = SpieceWriter.t5();
    for (String piece : List.of("▁", "a", "b", "c", "d", "▁a", "ab")) {
      model.piece(piece, piece.equals("ab") ? -1.5f : -3, 1);
    }
    return model;
  }

  private SubwordTokenizer load(SpieceWriter model, String config) throws IOException {
    Files.write(directory.resolve("spiece.model"), model.toBytes());
    Files.writeString(directory.resolve("tokenizer_config.json"), config);
    return TokenizerLoader.load(directory);
  }

  private static int[] ids(int... ids) {
    return ids;
  }

  @Test
  void readsPiecesTypesAndFlags() throws IOException {
    byte[] content =
        Files.readAllBytes(
            TokenizerFixture.directory(TokenizerFixture.UMT5).resolve("spiece.model"));
    SentencePieceModel model = SentencePieceModel.read("spiece.model", content);
    assertEquals(760, model.pieces().size());
    assertEquals(2, model.unknownId());
    assertTrue(model.byteFallback());
    assertEquals("<0x00>", model.pieces().get(3).text());
    assertEquals(SentencePieceModel.Type.BYTE, model.types().get(3));
    assertTrue(model.normalization().dummyPrefix());
    assertTrue(model.normalization().removeExtraSpaces());
    assertTrue(model.normalization().charsMap().length > 100_000);
  }

  @Test
  void extraIdsFollowThePiecesDownwards() throws IOException {
    try (SubwordTokenizer tokenizer = load(letters(), "{\"extra_ids\": 3}")) {
      assertEquals(13, tokenizer.vocabularySize());
      assertEquals(10, tokenizer.specialTokens().get("<extra_id_2>"));
      assertEquals(12, tokenizer.specialTokens().get("<extra_id_0>"));
    }
  }

  @Test
  void withoutSettingsThereAreHundredExtraIds() throws IOException {
    try (SubwordTokenizer tokenizer = load(letters(), "{}")) {
      assertEquals(110, tokenizer.vocabularySize());
    }
  }

  @Test
  void sentinelsAmongThePiecesAreSpecialAndTheOnlyOnes() throws IOException {
    SpieceWriter model = letters().piece("▁<extra_id_0>", -1, 1);
    try (SubwordTokenizer tokenizer = load(model, "{}")) {
      assertEquals(11, tokenizer.vocabularySize());
      assertEquals(10, tokenizer.specialTokens().get("▁<extra_id_0>"));
      assertTrue(Arrays.stream(tokenizer.encode("a <extra_id_0>").ids()).noneMatch(id -> id == 10));
      assertEquals("a", tokenizer.decode(ids(8, 10)));
    }
  }

  @Test
  void userDefinedPiecesAreFoundAndUnusedOnesNot() throws IOException {
    SpieceWriter model = letters().piece("cd", -1, UNUSED).piece("<hi>", 0, USER_DEFINED);
    try (SubwordTokenizer tokenizer = load(model, "{\"extra_ids\": 0}")) {
      assertArrayEquals(ids(3, 9, 11, 3, 6, 7, 1), tokenizer.encode("ab<hi>cd").ids());
      assertEquals("ab<hi> cd", tokenizer.decode(ids(3, 9, 11, 3, 6, 7)));
    }
  }

  @Test
  void withoutLegacyTextBehindAnAddedTokenGetsNoSpace() throws IOException {
    SpieceWriter model = letters().piece("<hi>", 0, USER_DEFINED);
    try (SubwordTokenizer tokenizer = load(model, "{\"extra_ids\": 0, \"legacy\": false}")) {
      assertArrayEquals(ids(8, 10, 6, 1), tokenizer.encode("a<hi>c").ids());
    }
  }

  @Test
  void dummyPrefixAndExtraSpacesFollowTheModel() throws IOException {
    SpieceWriter model = letters().message(3, new SpieceWriter().integer(3, 0).integer(4, 0));
    try (SubwordTokenizer tokenizer = load(model, "{\"extra_ids\": 0}")) {
      assertArrayEquals(ids(4, 3, 3, 5, 3, 1), tokenizer.encode("a  b ").ids());
    }
  }

  @Test
  void bytePiecesSpelledOutAreText() throws IOException {
    SpieceWriter model = letters();
    for (int i = 0; i < 256; i++) {
      model.piece("<0x%02X>".formatted(i), 0, 6);
    }
    model.message(2, new SpieceWriter().integer(35, 1));
    try (SubwordTokenizer tokenizer = load(model, "{\"extra_ids\": 0}")) {
      int[] plain = tokenizer.encode("<0x41>").ids();
      assertEquals("<0x41>".length() + 2, plain.length, Arrays.toString(plain));
      assertEquals("<0x41>", tokenizer.decode(plain));
      assertEquals("é€😀 a", tokenizer.decode(tokenizer.encode("é€😀 a").ids()));
    }
  }

  @Test
  void addedTokensBesideTheModelGetTheirIds() throws IOException {
    Files.writeString(directory.resolve("added_tokens.json"), "{\"<sep>\": 12, \"<plain>\": 14}");
    Files.writeString(
        directory.resolve("special_tokens_map.json"),
        "{\"additional_special_tokens\": [\"<sep>\"], \"eos_token\": {\"content\": \"</s>\"}}");
    try (SubwordTokenizer tokenizer = load(letters(), "{\"extra_ids\": 2}")) {
      assertEquals(15, tokenizer.vocabularySize());
      assertEquals(12, tokenizer.specialTokens().get("<sep>"));
      assertArrayEquals(ids(8, 14, 8, 1), tokenizer.encode("a<plain>a").ids());
      assertEquals("a<plain>", tokenizer.decode(ids(8, 12, 14, 13)));
    }
  }

  @Test
  void anAddedTokenMustNotTakeAnothersId() {
    assertRefused(
        "tokenizer_config.json or added_tokens.json: added token '<x>' has the id 4, which belongs"
            + " to 'a'",
        letters(),
        "{\"added_tokens_decoder\": {\"4\": {\"content\": \"<x>\", \"special\": true}}}");
  }

  @Test
  void otherFamiliesClassesAreRefused() {
    assertRefused(
        "tokenizer_class is 'CamembertTokenizer'",
        letters(),
        "{\"tokenizer_class\": \"CamembertTokenizer\"}");
  }

  @Test
  void piecesInTheSpecialTokensPlaceAreRefused() {
    assertRefused(
        "piece 0 is of the kind NORMAL; in this family the first 3 are special tokens",
        new SpieceWriter().piece("a", -1, 1).piece("<s>", 0, 3).piece("<unk>", 0, 2),
        "{\"tokenizer_class\": \"XLMRobertaTokenizer\"}");
    assertRefused(
        "piece 2 is of the kind NORMAL",
        new SpieceWriter().piece("<s>", 0, 3).piece("<unk>", 0, 2),
        "{\"tokenizer_class\": \"NllbTokenizer\"}");
  }

  @Test
  void aMissingEndTokenIsRefused() {
    assertRefused("has no control piece '<end>'", letters(), "{\"eos_token\": \"<end>\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void otherModelTypesAreRefused(int type) {
    assertRefused(
        "has the model type " + type,
        letters().message(2, new SpieceWriter().integer(3, type)),
        "{}");
  }

  @Test
  void duplicatesAreRefused() {
    assertRefused("piece 10, 'ab', stands there before", letters().piece("ab", -2, 1), "{}");
  }

  @Test
  void scoresMustBeFinite() {
    assertRefused("piece 10 has the score NaN", letters().piece("x", Float.NaN, 1), "{}");
    assertRefused(
        "has the score -Infinity", letters().piece("x", Float.NEGATIVE_INFINITY, 1), "{}");
  }

  @Test
  void overlongAndEmptyPiecesAreRefused() {
    assertRefused("a piece has 1 to 1024", letters().piece("x".repeat(2_000), -1, 1), "{}");
    assertRefused("a piece has 1 to 1024", letters().piece("", -1, 1), "{}");
  }

  @Test
  void exactlyOneUnknownPieceIsNeeded() {
    assertRefused("of which none is the unknown piece", new SpieceWriter().piece("a", 0, 1), "{}");
    assertRefused("more than one", letters().piece("<unk2>", 0, 2), "{}");
    assertRefused("0 pieces", new SpieceWriter(), "{}");
  }

  @Test
  void lengthsBeyondTheFileAreRefused() {
    SpieceWriter model = letters();
    byte[] whole = model.toBytes();
    for (int length : new int[] {1, 5, whole.length / 2, whole.length - 1}) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          TokenizerFormatException.class, () -> SentencePieceModel.read("spiece.model", cut));
    }
    byte[] huge = {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};
    TokenizerFormatException e =
        assertThrows(
            TokenizerFormatException.class, () -> SentencePieceModel.read("spiece.model", huge));
    assertTrue(e.getMessage().contains("spiece.model is no SentencePiece model"), e.getMessage());
  }

  private void assertRefused(String part, SpieceWriter model, String config) {
    TokenizerFormatException e =
        assertThrows(TokenizerFormatException.class, () -> load(model, config).close());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
