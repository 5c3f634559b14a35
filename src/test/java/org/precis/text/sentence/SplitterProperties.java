package org.precis.text.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.precis.text.Sentence;

/** What holds of the sentences of any text. */
final class SplitterProperties {
  private SplitterProperties() {}

  /** Checks that sentences stand in order and cover their text but for white space. */
  static void check(String text, List<Sentence> sentences) {
    int end = 0;
    for (Sentence sentence : sentences) {
      int start = sentence.span().start();
      assertTrue(start >= end, () -> "sentences overlap in " + text);
      assertTrue(isWhite(text.substring(end, start)), () -> "something is left out in " + text);
      end = sentence.span().end();
      assertEquals(text.substring(start, end), sentence.text());
      assertFalse(isWhite(sentence.text()), () -> "a blank sentence in " + text);
      assertFalse(isWhite(sentence.text().substring(0, 1)), text);
      assertFalse(isWhite(sentence.text().substring(sentence.text().length() - 1)), text);
      assertTrue(sentence.text().length() <= MultilingualSentenceSplitter.LONGEST_SENTENCE);
    }
    assertTrue(isWhite(text.substring(end)), () -> "the end is left out in " + text);
  }

  private static boolean isWhite(String text) {
    return text.chars()
        .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85);
  }
}
