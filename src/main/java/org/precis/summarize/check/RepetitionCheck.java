package org.precis.summarize.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.text.word.Script;
import org.precis.text.word.Words;
import org.precis.text.word.Words.Word;

/** Recognises a model that turns in circles. */
final class RepetitionCheck {
  /** In scripts without spaces units are characters, about this many for a word. */
  private static final int CHARACTERS_PER_WORD = 3;

  private static final int GRAM_WORDS = 3;

  /** A trigram this often is a loop... */
  private static final int LOOP = 3;

  /** ...in a text of up to this many words; longer ones repeat terms, so each more allows one. */
  private static final int WORDS_PER_MORE = 100;

  /** A phrase from this length on is never repeated at once on purpose. */
  private static final int PHRASE_WORDS = 3;

  private static final int LONGEST_PHRASE_WORDS = 30;

  private RepetitionCheck() {}

  /**
   * Whether {@code text} has a word trigram three times (more in a text of over 100 words), says a
   * phrase of three words or more twice in a row, or one of fewer words three times.
   */
  static boolean hasLoop(String text) {
    List<String> units = new ArrayList<>();
    int characters = 0;
    for (Word word : Words.of(text)) {
      if (word.script() == Script.SPACED) {
        units.add(word.text());
      } else {
        word.text().codePoints().forEach(c -> units.add(Character.toString(c)));
        characters += word.text().length();
      }
    }
    int perWord = 2 * characters > units.size() ? CHARACTERS_PER_WORD : 1;
    return hasFrequentGram(units, perWord) || hasEcho(units, perWord);
  }

  private static boolean hasFrequentGram(List<String> units, int perWord) {
    int gram = GRAM_WORDS * perWord;
    int most = LOOP + units.size() / (WORDS_PER_MORE * perWord);
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + gram <= units.size(); i++) {
      if (counts.merge(units.subList(i, i + gram), 1, Integer::sum) >= most) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEcho(List<String> units, int perWord) {
    for (int length = 1; length <= LONGEST_PHRASE_WORDS * perWord; length++) {
      int times = length >= PHRASE_WORDS * perWord ? 2 : LOOP;
      // Equal to itself one phrase later for as many units as the repetitions have.
      int equal = 0;
      for (int i = length; i < units.size(); i++) {
        equal = units.get(i).equals(units.get(i - length)) ? equal + 1 : 0;
        if (equal >= length * (times - 1) && equal >= perWord) {
          return true;
        }
      }
    }
    return false;
  }
}
