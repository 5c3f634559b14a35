package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.t5.Fixture;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;

class OutputTokensTest {
  private static SubwordTokenizer tokenizer;

  @TempDir Path directory;

  @BeforeAll
  static void load() {
    tokenizer = TokenizerLoader.load(Fixture.path(Fixture.MT5));
  }

  @AfterAll
  static void free() {
    tokenizer.close();
  }

  @Test
  void tokensOfTheTextsAndSpecialOnesAndSpellingAreIn() {
    UsedTokens tokens = new UsedTokens(tokenizer);
    String text = "The committee published its annual report on water quality.";
    tokens.add(text);
    int[] ids = tokens.ids(1);
    assertArrayEquals(IntStream.of(ids).sorted().distinct().toArray(), ids);
    assertTrue(ids.length < tokenizer.vocabularySize());
    for (int id : tokenizer.encode(text + " £5 é").ids()) {
      assertTrue(Arrays.binarySearch(ids, id) >= 0, "token " + id);
    }
    tokenizer.specialTokens().values().forEach(id -> assertTrue(Arrays.binarySearch(ids, id) >= 0));
  }

  @Test
  void tokensThatAreTooRareAreOut() {
    int[] spelling = new UsedTokens(tokenizer).ids(1);
    String[] texts =
        IntStream.range(0, tokenizer.vocabularySize())
            .filter(id -> adds(id, spelling))
            .mapToObj(id -> tokenizer.decode(new int[] {id}))
            .limit(2)
            .toArray(String[]::new);
    UsedTokens tokens = new UsedTokens(tokenizer);
    IntStream.range(0, 3).forEach(i -> tokens.add(texts[0]));
    tokens.add(texts[1]);
    assertTrue(allIn(tokenizer.encode(texts[0]).ids(), tokens.ids(3)));
    assertFalse(allIn(tokenizer.encode(texts[1]).ids(), tokens.ids(3)));
    assertTrue(allIn(tokenizer.encode(texts[1]).ids(), tokens.ids(1)));
  }

  /** True for a token whose text is that token again, and which spelling does not need. */
  private static boolean adds(int id, int[] spelling) {
    int[] again = tokenizer.encode(tokenizer.decode(new int[] {id})).ids();
    return again.length == 2 && again[0] == id && Arrays.binarySearch(spelling, id) < 0;
  }

  private static boolean allIn(int[] ids, int[] sorted) {
    return IntStream.of(ids).allMatch(id -> Arrays.binarySearch(sorted, id) >= 0);
  }

  @Test
  void whatALanguageIsWrittenWithIsIn() {
    UsedTokens tokens = new UsedTokens(tokenizer);
    tokens.addLanguages(List.of("en"));
    int[] english = tokens.ids(1);
    tokens.addLanguages(List.of("ru"));
    int[] both = tokens.ids(1);
    assertTrue(english.length < both.length && both.length < tokenizer.vocabularySize());
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      String text = tokenizer.decode(new int[] {id}).strip();
      if (text.matches("[A-Za-z0-9.,]+")) {
        assertTrue(Arrays.binarySearch(english, id) >= 0, text);
      } else if (text.matches(".*\\p{IsCyrillic}.*")) {
        assertTrue(Arrays.binarySearch(english, id) < 0, text);
        assertTrue(Arrays.binarySearch(both, id) >= 0, text);
      }
    }
  }

  @Test
  void bytesAreIn() {
    try (SubwordTokenizer bytes = TokenizerLoader.load(Fixture.path("umt5-bytefallback"))) {
      int[] ids = new UsedTokens(bytes).ids(1);
      for (int id : bytes.encode("\u1FFF").ids()) {
        assertTrue(Arrays.binarySearch(ids, id) >= 0, "token " + id);
      }
    }
  }

  @Test
  void twoModelsAreRefused() {
    try (SubwordTokenizer marian = TokenizerLoader.load(Fixture.path("marian"))) {
      String message =
          assertThrows(ModelFormatException.class, () -> new UsedTokens(marian)).getMessage();
      assertTrue(message.contains("use its whole vocabulary"), message);
    }
  }

  @Test
  void whatIsWrittenIsFound() throws IOException {
    UsedTokens tokens = new UsedTokens(tokenizer);
    tokens.add("water");
    Path file = directory.resolve("water.json");
    int[] written = tokens.write(file, 1);
    assertArrayEquals(written, read("water.json"));
    assertArrayEquals(written, read(file.toAbsolutePath().toString()));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  private int[] read(String name) {
    return OutputTokens.ofFile(name).of(directory, tokenizer).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none.json | {} | precis model outputs",
        "other.json | {\"tokenizer\": \"abc\", \"tokens\": [1]} | made with the tokenizer abc",
        "words.json | {\"tokenizer\": \"HASH\", \"tokens\": [\"x\"]} | must be a list of ids",
        "empty.json | {\"tokenizer\": \"HASH\"} | must be a list of ids"
      })
  void aFileThatIsMissingOrOfAnotherTokenizerOrWithoutTokensIsRefused(
      String name, String content, String expected) throws IOException {
    if (!name.equals("none.json")) {
      Files.writeString(directory.resolve(name), content.replace("HASH", tokenizer.hash()));
    }
    String message = assertThrows(ModelFormatException.class, () -> read(name)).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
