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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    OutputTokens tokens = new OutputTokens(tokenizer);
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
    int[] spelling = new OutputTokens(tokenizer).ids(1);
    String[] texts =
        IntStream.range(0, tokenizer.vocabularySize())
            .filter(id -> adds(id, spelling))
            .mapToObj(id -> tokenizer.decode(new int[] {id}))
            .limit(2)
            .toArray(String[]::new);
    OutputTokens tokens = new OutputTokens(tokenizer);
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
  void whatIsWrittenIsFound() throws IOException {
    assertEquals(Optional.empty(), OutputTokens.find(directory, tokenizer));
    OutputTokens tokens = new OutputTokens(tokenizer);
    tokens.add("water");
    int[] written = tokens.write(directory, 1);
    assertArrayEquals(written, OutputTokens.find(directory, tokenizer).orElseThrow());
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFileOfAnotherTokenizerOrWithoutTokensIsRefused() throws IOException {
    Path file = directory.resolve(OutputTokens.NAME);
    Files.writeString(file, "{\"tokenizer\": \"abc\", \"tokens\": [1]}");
    String message =
        assertThrows(ModelFormatException.class, () -> OutputTokens.find(directory, tokenizer))
            .getMessage();
    assertTrue(message.contains("made with the tokenizer abc"), message);
    Files.writeString(file, "{\"tokenizer\": \"" + tokenizer.hash() + "\", \"tokens\": [\"x\"]}");
    assertThrows(ModelFormatException.class, () -> OutputTokens.find(directory, tokenizer));
  }
}
