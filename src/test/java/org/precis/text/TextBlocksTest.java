package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Character.UnicodeScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextBlocksTest {
  private static final String SENTENCE = "the old bridge was closed after the flood.";

  @Test
  void noLetterMakesNoBlock() {
    assertEquals(List.of(), TextBlocks.of(List.of()));
    assertEquals(List.of(), TextBlocks.of(List.of("...", "!")));
  }

  @Test
  void aBlockEndsWhereItIsLongEnough() {
    String line = (SENTENCE + " ").repeat(20);
    List<TextBlock> blocks = TextBlocks.of(List.of(line));
    assertEquals(4, blocks.size());
    // The sentence has 34 letters; 6 of them are 204.
    assertTrue(blocks.subList(0, 3).stream().allMatch(b -> b.weight() == 6 * 34));
    assertEquals(20 * 34, blocks.stream().mapToInt(TextBlock::weight).sum());
  }

  @Test
  void aLineOfSomeLengthIsABlockAndShortLinesAreJoined() {
    String line = SENTENCE + " " + SENTENCE;
    assertEquals(2, TextBlocks.of(List.of(line, line)).size());
    assertEquals(
        List.of(new TextBlock(UnicodeScript.LATIN, "bridge reopens cars again", 22)),
        TextBlocks.of(List.of("bridge reopens", "cars again")));
  }

  @Test
  void anotherScriptBeginsABlock() {
    List<TextBlock> blocks =
        TextBlocks.of(List.of(SENTENCE + " мост был закрыт после наводнения. " + SENTENCE));
    assertEquals(
        List.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.LATIN),
        blocks.stream().map(TextBlock::script).toList());
  }

  @Test
  void lettersOfOtherScriptsDoNotStayInABlock() {
    assertEquals(
        List.of(new TextBlock(UnicodeScript.CYRILLIC, "компания        выросла.", 15)),
        TextBlocks.of(List.of("компания google выросла.")));
    List<TextBlock> blocks = TextBlocks.of(List.of("kyiv. місто зустріло весну."));
    assertEquals(UnicodeScript.CYRILLIC, blocks.get(blocks.size() - 1).script());
  }

  @Test
  void anIdeographWeighsThreeLettersAndASyllableTwo() {
    assertEquals(6, TextBlocks.of(List.of("北京")).get(0).weight());
    assertEquals(9, TextBlocks.of(List.of("カメラ")).get(0).weight());
    assertEquals(4, TextBlocks.of(List.of("서울")).get(0).weight());
  }

  @Test
  void textWithoutStopsIsCutAnyway() {
    List<TextBlock> words = TextBlocks.of(List.of("word ".repeat(500)));
    assertTrue(words.size() > 5);
    assertTrue(words.stream().allMatch(b -> b.text().endsWith("word")));
    String rare = "\uD840\uDC00".repeat(1_000);
    List<TextBlock> pairs = TextBlocks.of(List.of(rare));
    assertEquals(3_000, pairs.stream().mapToInt(TextBlock::weight).sum());
  }
}
