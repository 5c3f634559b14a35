package org.precis.text.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.text.RandomText;
import org.precis.text.Sentence;

class MultilingualSentenceSplitterTest {
  private static final MultilingualSentenceSplitter SPLITTER = new MultilingualSentenceSplitter();
  private static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "ru", "ar", "hi", "zh", "ja", "th", "ko", "el", "und", "zh-Hant", "");

  private static List<String> split(String text, String language) {
    return SPLITTER.split(text, language).stream().map(Sentence::text).toList();
  }

  @Test
  void nothingAndWhiteSpaceHaveNoSentences() {
    assertTrue(split("", "en").isEmpty());
    assertTrue(split(" \n\t\u00A0\u3000", "en").isEmpty());
  }

  @Test
  void aBlankLineEndsASentence() {
    assertEquals(
        List.of("A title", "A text\nin lines."), split("A title\n\nA text\nin lines.", "en"));
    assertEquals(List.of("one", "two"), split("one\r\n \r\ntwo", "en"));
    assertEquals(List.of("one\r\ntwo"), split("one\r\ntwo", "en"));
  }

  @Test
  void whatHasNoWordJoinsItsNeighbour() {
    assertEquals(List.of("... ! Yes! ???", "No."), split("... ! Yes! ???\n\nNo.", "en"));
    assertEquals(List.of("—"), split("—", "en"));
  }

  @Test
  void spansPointIntoTheText() {
    String text = "  One.  Two three. ";
    for (Sentence sentence : SPLITTER.split(text, "en")) {
      assertEquals(sentence.text(), text.substring(sentence.span().start(), sentence.span().end()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"und", "", "xx", "not a tag", "EN", "en_US", "eng"})
  void anyTagIsTaken(String tag) {
    assertEquals(List.of("One ends here.", "Two."), split("One ends here. Two.", tag));
  }

  @Test
  void tagsWithRegionsUseTheirLanguage() {
    assertEquals(1, split("Siehe bzw. Abschnitt", "de-AT").size());
    assertEquals(1, split("Siehe bzw. Abschnitt", "deu").size());
  }

  @Test
  void aWrongLanguageStillSplitsPlainSentences() {
    assertEquals(List.of("Это дом.", "Он большой."), split("Это дом. Он большой.", "en"));
    assertEquals(List.of("这是家。", "很大。"), split("这是家。很大。", "en"));
  }

  @Test
  void longSentencesAreCutAtCommasThenSpacesThenAnywhere() {
    String clause = "word ".repeat(19) + "clause, ";
    List<String> pieces = split(clause.repeat(100), "en");
    assertTrue(pieces.size() > 5);
    assertTrue(pieces.stream().allMatch(p -> p.endsWith("clause,")), pieces::toString);

    assertTrue(split("word ".repeat(2_000), "en").stream().allMatch(p -> p.endsWith("word")));

    List<String> emoji = split("\uD83D\uDE00x".repeat(3_000), "en");
    assertEquals(9_000, emoji.stream().mapToInt(String::length).sum());
    assertFalse(emoji.stream().anyMatch(p -> Character.isLowSurrogate(p.charAt(0))));
  }

  @Test
  void hugeTextsOfEveryKindAreCut() {
    for (String unit :
        List.of("a.", "Mr. ", ". ", "!", "”", "[1]", "i.e. A ", "。", "ก ", "x@y.", "(")) {
      String text = unit.repeat(200_000 / unit.length());
      assertEquals(
          text.chars().filter(c -> c != ' ').count(),
          SPLITTER.split(text, "en").stream()
              .flatMapToInt(s -> s.text().chars())
              .filter(c -> c != ' ')
              .count(),
          unit);
    }
  }

  @Test
  void everyCharacterBelongsToOneSentence() {
    RandomText random = RandomText.seeded();
    for (int round = 0; round < 20_000; round++) {
      String text = random.next(1 + round / 400);
      SplitterProperties.check(
          text, SPLITTER.split(text, LANGUAGES.get(random.below(LANGUAGES.size()))));
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws InterruptedException {
    String text =
        "Mr. Bell met J. Hart in the U.S. in May. Then he left. It was 3.15 p.m. by then.";
    List<String> expected = split(text, "en");
    List<Boolean> same = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int k = 0; k < 500; k++) {
                  same.add(split(text, "en").equals(expected));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(2_000, same.size());
    assertTrue(same.stream().allMatch(b -> b));
  }
}
