package org.precis.summarize.section;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.precis.text.word.Script;
import org.precis.text.word.Words;

/**
 * Drops a sentence that shares three words in a row with one that was kept before (Liu and Lapata,
 * 2019; UOTSumm, Algorithm 3, step 7). For the sentences of one document, in their order. Not
 * thread-safe.
 */
public final class TrigramBlocking {
  private static final int WORDS = 3;

  /** In scripts without spaces, units are characters, and three words have about this many. */
  private static final int CHARACTERS = 9;

  private final Set<List<String>> seen = new HashSet<>();

  /**
   * True if the sentence is to be kept, which it then is: later ones are compared with it. One of
   * fewer than three words never blocks, nor is it blocked.
   */
  public boolean keeps(String sentence) {
    List<List<String>> grams = grams(sentence);
    if (grams.stream().anyMatch(seen::contains)) {
      return false;
    }
    seen.addAll(grams);
    return true;
  }

  private static List<List<String>> grams(String sentence) {
    List<String> units = new ArrayList<>();
    boolean spaced = true;
    for (Words.Word word : Words.of(sentence)) {
      if (word.script() == Script.SPACED) {
        units.add(word.text());
      } else {
        spaced = false;
        word.text().codePoints().forEach(c -> units.add(Character.toString(c)));
      }
    }
    int size = spaced ? WORDS : CHARACTERS;
    List<List<String>> grams = new ArrayList<>();
    for (int i = 0; i + size <= units.size(); i++) {
      grams.add(List.copyOf(units.subList(i, i + size)));
    }
    return grams;
  }
}
