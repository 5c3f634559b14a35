package org.precis.token;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts the words of texts, to make the vocabulary of a {@link WordLevelTokenizer}. */
public final class WordCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts a text's words. */
  public void add(String text) {
    for (EnglishWords.Word word : EnglishWords.of(text)) {
      counts.merge(word.folded(), 1L, Long::sum);
    }
  }

  /**
   * The special words and the most frequent others; equally frequent ones in alphabetical order.
   *
   * @param most number of words, special ones included
   */
  public List<String> vocabulary(int most) {
    Stream<String> frequent =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .filter(word -> !WordLevelTokenizer.SPECIAL.contains(word));
    return Stream.concat(WordLevelTokenizer.SPECIAL.stream(), frequent).limit(most).toList();
  }
}
