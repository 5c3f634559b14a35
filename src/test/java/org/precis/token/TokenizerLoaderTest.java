package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerLoaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private static ObjectNode t5() throws IOException {
    Path file = TokenizerFixture.directory(TokenizerFixture.T5).resolve("tokenizer.json");
    return (ObjectNode) JSON.readTree(file.toFile());
  }

  private SubwordTokenizer load(Consumer<ObjectNode> edit) throws IOException {
    ObjectNode root = t5();
    edit.accept(root);
    return loadText(root.toString());
  }

  private SubwordTokenizer loadText(String json) throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), json);
    return TokenizerLoader.load(directory);
  }

  private void assertRefused(String part, Consumer<ObjectNode> edit) {
    assertMessage(part, assertThrows(TokenizerFormatException.class, () -> load(edit).close()));
  }

  private void assertTextRefused(String part, String json) {
    assertMessage(part, assertThrows(TokenizerFormatException.class, () -> loadText(json).close()));
  }

  private static void assertMessage(String part, TokenizerFormatException e) {
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void truncationAndPaddingOfTheFileAreIgnored() throws IOException {
    String text = "The council opened the bridge. ".repeat(100);
    try (SubwordTokenizer plain = load(root -> {});
        SubwordTokenizer cutting =
            load(
                root -> {
                  root.putObject("truncation")
                      .put("direction", "Right")
                      .put("max_length", 8)
                      .put("strategy", "LongestFirst")
                      .put("stride", 0);
                  root.putObject("padding")
                      .put("direction", "Right")
                      .put("pad_id", 0)
                      .put("pad_type_id", 0)
                      .put("pad_token", "<pad>")
                      .put("strategy", "BatchLongest");
                })) {
      assertArrayEquals(plain.encode(text).ids(), cutting.encode(text).ids());
      assertTrue(plain.encode(text).ids().length > 1_000);
    }
  }

  /** The components of the hub's t5-small and flan-t5 files, written by older libraries. */
  @Test
  void olderFilesLoad() throws IOException {
    try (SubwordTokenizer plain = load(root -> {});
        SubwordTokenizer older =
            load(
                root -> {
                  JsonNode table = root.path("normalizer").path("normalizers").path(0);
                  root.set("normalizer", table);
                  ObjectNode pre = root.putObject("pre_tokenizer").put("type", "Sequence");
                  ArrayNode steps = pre.putArray("pretokenizers");
                  steps.addObject().put("type", "WhitespaceSplit");
                  steps
                      .addObject()
                      .put("type", "Metaspace")
                      .put("replacement", "▁")
                      .put("add_prefix_space", true);
                  root.putObject("decoder")
                      .put("type", "Metaspace")
                      .put("replacement", "▁")
                      .put("add_prefix_space", true);
                  ((ObjectNode) root.path("model")).remove("byte_fallback");
                })) {
      for (String text :
          new String[] {"The council opened the bridge.", "naïve café", "a </s> b"}) {
        assertArrayEquals(plain.encode(text).ids(), older.encode(text).ids());
        assertEquals(
            plain.decode(plain.encode(text).ids()), older.decode(older.encode(text).ids()));
      }
    }
  }

  @Test
  void prefixTokensOfTheTemplateStandInFront() throws IOException {
    try (SubwordTokenizer tokenizer =
        load(
            root -> {
              ArrayNode single = (ArrayNode) root.path("post_processor").path("single");
              single.insert(0, single.get(1));
            })) {
      Encoding encoding = tokenizer.encode("the");
      assertEquals(1, encoding.ids()[0]);
      assertEquals(0, encoding.ends()[0]);
      assertEquals(1, encoding.ids()[encoding.ids().length - 1]);
    }
  }

  @Test
  void hashFollowsTheFilesThatDefineTheIds() throws IOException {
    String first = hash(load(root -> {}));
    assertEquals(64, first.length());
    assertEquals(first, hash(load(root -> {})));
    assertNotEquals(first, hash(load(root -> root.put("version", "1.1"))));
    Files.writeString(directory.resolve("tokenizer_config.json"), "{\"extra_ids\": 7}");
    assertEquals(first, hash(load(root -> {})));

    Path spiece = TokenizerFixture.withoutTokenizerJson(TokenizerFixture.T5, directory);
    String second = hash(TokenizerLoader.load(spiece));
    assertNotEquals(first, second);
    Files.delete(spiece.resolve("added_tokens.json"));
    assertNotEquals(second, hash(TokenizerLoader.load(spiece)));
  }

  private static String hash(SubwordTokenizer tokenizer) {
    try (tokenizer) {
      return tokenizer.hash();
    }
  }

  @Test
  void aDirectoryWithoutFilesIsRefused() {
    assertMessage(
        "has neither tokenizer.json nor spiece.model",
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.load(directory)));
    assertMessage(
        "nowhere",
        assertThrows(
            TokenizerFormatException.class,
            () -> TokenizerLoader.load(directory.resolve("nowhere"))));
  }

  @Test
  void aFolderInTheFilesPlaceIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("tokenizer.json"));
    assertMessage(
        "is not a regular file",
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.load(directory)));
  }

  @Test
  void aBrokenTokenizerJsonIsNotReplacedByTheModelBesideIt() throws IOException {
    Path copy = TokenizerFixture.withoutTokenizerJson(TokenizerFixture.T5, directory);
    Files.writeString(
        copy.resolve("tokenizer.json"),
        "{\"version\":\"1.0\",\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0.0]],\"unk_id\":99}}");
    assertMessage(
        "tokenizer.json: unk_id is 99; it is one of the vocabulary's 1 ids",
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.load(copy)));
  }

  @Test
  void randomBytesAreRefusedAsSpieceModel() throws IOException {
    byte[] bytes = new byte[4_096];
    new Random(1).nextBytes(bytes);
    Files.write(directory.resolve("spiece.model"), bytes);
    assertMessage(
        "spiece.model",
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.load(directory)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "17",
        "\"text\"",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{",
        "\u0000"
      })
  void whatIsNoJsonObjectIsRefused(String json) {
    assertTextRefused("tokenizer.json", json);
  }

  @Test
  void deepNestingIsRefused() {
    assertTextRefused("no JSON within the limits", "{\"model\":" + "[".repeat(100_000));
    assertTextRefused("no JSON within the limits", "{\"a\":".repeat(100_000));
  }

  @Test
  void tooManyValuesAreRefused() {
    assertTextRefused(
        "no JSON within the limits", "{\"model\":[" + "[],".repeat(2_000_000) + "0]}");
  }

  @Test
  void tooManyPiecesAreRefused() {
    assertTextRefused(
        "vocab is an array of 1 to 524288 pieces",
        "{\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":["
            + "[\"a\",0],".repeat(Vocabulary.MAX_SIZE)
            + "[\"a\",0]]}}");
  }

  @ParameterizedTest
  @CsvSource({"WordPiece", "WordLevel"})
  void otherModelsAreRefusedByName(String type) {
    assertRefused(
        "model has the type '" + type + "'; supported are Unigram",
        root -> ((ObjectNode) root.path("model")).put("type", type));
  }

  @Test
  void unknownComponentsAreRefusedByName() {
    assertRefused(
        "normalizer has the type 'Prepend'",
        root -> root.putObject("normalizer").put("type", "Prepend").put("prepend", "x"));
    assertRefused(
        "pre_tokenizer has the type 'ByteLevel'",
        root -> root.putObject("pre_tokenizer").put("type", "ByteLevel"));
    assertRefused("pre_tokenizer has the type ''", root -> root.remove("pre_tokenizer"));
    assertRefused(
        "pre_tokenizer has 0 Metaspace components",
        root -> root.putObject("pre_tokenizer").put("type", "WhitespaceSplit"));
    assertRefused(
        "post_processor has the type 'BertProcessing'",
        root -> root.putObject("post_processor").put("type", "BertProcessing"));
  }

  @Test
  void expensivePatternsAreRefused() {
    assertRefused(
        "pre_tokenizer splits at {\"Regex\":\"(a+)+$\"}, Isolated; supported are plain strings",
        root -> {
          ObjectNode split = root.putObject("pre_tokenizer").put("type", "Split");
          split.putObject("pattern").put("Regex", "(a+)+$");
          split.put("behavior", "Isolated");
        });
    assertRefused(
        "supported are plain strings and ' {2,}'",
        root -> {
          ObjectNode replace = root.putObject("normalizer").put("type", "Replace");
          replace.putObject("pattern").put("Regex", "(a+)+$");
          replace.put("content", "");
        });
    assertRefused(
        "by nothing longer",
        root -> {
          ObjectNode replace = root.putObject("normalizer").put("type", "Replace");
          replace.putObject("pattern").put("String", "a");
          replace.put("content", "aaaa");
        });
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    assertRefused(
        "post_processor gives '</s>' the id 428; the vocabulary has 428",
        root ->
            ((ArrayNode) root.at("/post_processor/special_tokens").path("</s>").path("ids"))
                .removeAll()
                .add(428));
    assertRefused(
        "post_processor uses '</s>', which its special_tokens lack",
        root -> ((ObjectNode) root.path("post_processor")).putObject("special_tokens"));
    assertRefused(
        "has the id -1; ids are 0 to 524287",
        root -> ((ObjectNode) root.path("added_tokens").path(0)).put("id", -1));
    assertRefused(
        "has the id 2000000000",
        root -> ((ObjectNode) root.path("added_tokens").path(0)).put("id", 2_000_000_000));
  }

  @Test
  void brokenNormalisationTablesAreRefused() throws IOException {
    String path = "/normalizer/normalizers/0";
    byte[] table = Base64.getDecoder().decode(t5().at(path + "/precompiled_charsmap").asText());
    assertRefused("is not base64", root -> table(root, "§§§"));
    assertRefused("has 0 bytes", root -> table(root, ""));
    byte[] outside = table.clone();
    for (int i = 5; i < 2_000; i += 4) {
      outside[i] = (byte) 0xFF;
      outside[i + 1] = (byte) 0xFF;
    }
    assertRefused("has a trie of", root -> table(root, outside));
    byte[] longer = table.clone();
    longer[3] = 0x7F;
    assertRefused("announces a trie of", root -> table(root, longer));
    byte[] notUtf8 = table.clone();
    notUtf8[table.length - 2] = (byte) 0xFF;
    assertRefused("not UTF-8", root -> table(root, notUtf8));
  }

  private static void table(ObjectNode root, byte[] table) {
    table(root, Base64.getEncoder().encodeToString(table));
  }

  private static void table(ObjectNode root, String base64) {
    ((ObjectNode) root.at("/normalizer/normalizers/0")).put("precompiled_charsmap", base64);
  }
}
