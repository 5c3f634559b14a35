package org.precis.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.t5.Fixture;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerLoader;

/** Sectioned documents on their way to batches. */
class SectionRowsTest {
  @TempDir private Path folder;

  private static SectionedDocument document() {
    return new SectionedDocument(
        "d1",
        List.of(
            new SectionedDocument.Section("One", "a b c\nd e"),
            new SectionedDocument.Section("Two", "f g h i j k l m"),
            new SectionedDocument.Section("Three", "n o")),
        List.of("b d", "f g h i", "n"),
        List.of(0, 1, -1));
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    assertEquals(document(), SectionedDocument.parse(document().toLine()));
  }

  @Test
  void malformedLinesSayWhatIsWrong() {
    for (String[] bad :
        new String[][] {
          {"{}", "'sections' and 'summary'"},
          {"{\"id\": \"a\", \"sections\": [], \"summary\": [\"x\"]}", "'sections' is empty"},
          {"{\"id\": \"a\", \"sections\": [{\"text\": \"x\"}], \"summary\": []}", "'summary'"},
          {
            "{\"id\": \"a\", \"sections\": [{\"text\": \"x\"}], \"summary\": [\"x\"], \"alignment\": [1]}",
            "'alignment'"
          }
        }) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> SectionedDocument.parse(bad[0]));
      assertTrue(refused.getMessage().contains(bad[1]), refused.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"bart,1,2", "t5-relu-tied,0,1", "pegasus,0,1"})
  void sentencesEndWithTheTokenBehindATextOfTheModel(String model, int prefix, int end) {
    try (Tokenizer tokenizer = TokenizerLoader.load(Fixture.path(model))) {
      SectionTokens tokens = SectionTokens.of(tokenizer, "en");
      assertEquals(prefix, tokens.prefix().length);
      assertEquals(end, tokens.sentenceEnd());
    }
  }

  @Test
  void packingIsUndone() {
    SectionedExample example =
        new SectionedExample(
            5,
            2,
            List.of(new int[] {0, 30_000_000, 1}, new int[] {7}),
            List.of(new int[] {0, 1}, new int[] {9, 8, 1}),
            new int[] {SectionedExample.UNKNOWN, 999});
    SectionedExample back = SectionedExample.of(example.packed());
    assertEquals(4, example.packed().source().length);
    assertEquals(5, example.packed().target().length);
    assertArrayEquals(example.sections().get(0), back.sections().get(0));
    assertArrayEquals(example.sections().get(1), back.sections().get(1));
    assertArrayEquals(example.sentences().get(1), back.sentences().get(1));
    assertArrayEquals(example.alignment(), back.alignment());
    assertEquals(5, back.group());
    assertEquals(2, back.language());
    assertThrows(
        IllegalArgumentException.class,
        () -> SectionedExample.of(new TokenizedExample(0, 0, new int[] {1}, new int[] {1})));
  }

  @Test
  void preparedDocumentsKeepSectionsSentencesAndLimits() throws IOException {
    Files.writeString(folder.resolve("d.jsonl"), document().toLine() + "\n");
    DataSettings settings =
        DataSettings.builder()
            .train(List.of(DataFile.of(folder.resolve("d.jsonl"))))
            .maxSourceTokens(6)
            .sections(new SectionLimits(2, 2, 4))
            .build();
    PreparedData data =
        PreparedData.open(settings, new WordTokenizer(), folder.resolve("cache"), rows -> {});
    SectionedExample example = SectionedExample.of(data.train().get(0));
    assertEquals(2, example.sections().size());
    assertArrayEquals(WordTokenizer.ids("a b c d e"), example.sections().get(0));
    int[] cut = IntStream.of(WordTokenizer.ids("f g h i j x")).limit(6).toArray();
    cut[5] = WordTokenizer.END;
    assertArrayEquals(cut, example.sections().get(1));
    assertEquals(2, example.sentences().size());
    assertArrayEquals(WordTokenizer.ids("b d"), example.sentences().get(0));
    assertArrayEquals(WordTokenizer.ids("f g h"), example.sentences().get(1));
    assertArrayEquals(new int[] {0, 1}, example.alignment());
    assertEquals(1, data.report().path("documents_with_merged_sections").asInt());
    assertEquals(1, data.report().path("truncated_sections").asInt());
    assertEquals(1, data.report().path("truncated_sentences").asInt());
    assertEquals(1, data.report().path("sentences_left_out").asInt());
  }
}
