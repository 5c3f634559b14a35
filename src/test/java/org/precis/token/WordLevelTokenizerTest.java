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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words as ids and back. */
class WordLevelTokenizerTest {
  @TempDir private Path folder;

  private Tokenizer tokenizer(String... words) throws IOException {
    String text = String.join("\n", WordLevelTokenizer.SPECIAL) + "\n" + String.join("\n", words);
    Files.writeString(folder.resolve(WordLevelTokenizer.FILE), text + "\n");
    return TokenizerLoader.open(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The U.S. can't pay $3,000.50.|The U.S. can't pay $ 3,000.50 .",
        "Peter's well-known “plan”|Peter 's well - known “ plan ”",
        "naïve (sic) e-mail: a.b@c.de|naïve ( sic ) e - mail : a . b @ c . de",
        "<s>|< s >"
      })
  void textIsCutIntoWords(String text, String words) {
    assertEquals(
        List.of(words.split(" ", -1)),
        EnglishWords.of(text).stream().map(EnglishWords.Word::text).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The U.S. can't pay $3,000.50.",
        "Peter's well-known plan, he said (twice), is \"new\"; is it?",
        "Yes! It cost 10% more."
      })
  void wordsAreJoinedAsEnglishHasThem(String text) {
    assertEquals(
        text, EnglishWords.join(EnglishWords.of(text).stream().map(w -> w.text()).toList()));
  }

  @Test
  void offsetsSpanTheWords() throws IOException {
    String text = "The river  rose.";
    Encoding encoding = tokenizer("the", "river", ".").encode(text);
    assertArrayEquals(new int[] {0, 4, 11, 15, 16}, encoding.starts());
    assertArrayEquals(new int[] {3, 9, 15, 16, 16}, encoding.ends());
    assertArrayEquals(
        new int[] {4, 5, encoding.ids()[2], 6, WordLevelTokenizer.END}, encoding.ids());
    assertTrue(encoding.ids()[2] >= WordLevelTokenizer.FIRST_OPEN);
    assertEquals(1, encoding.suffix());
  }

  @Test
  void openWordsAreTheSameInEveryTextAndGetTheirTextFromTheSource() throws IOException {
    Tokenizer tokenizer = tokenizer("the", "river", "rose", ".");
    String source = "The Mekong rose. Upper MEKONG rain";
    int[] summary = tokenizer.encode("mekong rose. the river").ids();
    assertEquals(tokenizer.encode(source).ids()[1], summary[0]);
    assertEquals("Mekong rose. The river", tokenizer.decode(summary, source));
    String alone = tokenizer.decode(summary);
    assertTrue(alone.matches("Word[0-9a-f]+ rose\\. The river"), alone);
  }

  @Test
  void specialWordsInATextAreText() throws IOException {
    int[] ids = tokenizer("the").encode("</s> <unk>").ids();
    assertTrue(Arrays.stream(ids, 0, ids.length - 1).allMatch(id -> id > 3));
  }

  @Test
  void distinctWordsHaveDistinctIds() throws IOException {
    Tokenizer tokenizer = tokenizer("the");
    long distinct =
        IntStream.range(0, 1_000).map(i -> tokenizer.encode("w" + i).ids()[0]).distinct().count();
    assertEquals(1_000, distinct);
  }

  @Test
  void theMostFrequentWordsAreTheVocabulary() {
    WordCounts counts = new WordCounts();
    counts.add("The rain, the river.");
    counts.add("Rain the");
    assertEquals(
        List.of("<pad>", "<unk>", "<s>", "</s>", "the", "rain", ","), counts.vocabulary(7));
  }

  @ParameterizedTest
  @CsvSource({"the,the", "a,''"})
  void aLineIsAWordOfItsOwn(String first, String second) {
    String message =
        assertThrows(TokenizerFormatException.class, () -> tokenizer(first, second, "b"))
            .getMessage();
    assertTrue(message.contains("line 6"), message);
  }

  @Test
  void theSpecialWordsComeFirst() throws IOException {
    Files.writeString(folder.resolve(WordLevelTokenizer.FILE), "a\nb\n");
    String message =
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.open(folder))
            .getMessage();
    assertTrue(message.contains("<pad>, <unk>, <s>, </s>"), message);
  }
}
