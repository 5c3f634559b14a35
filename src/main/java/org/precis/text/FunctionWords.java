package org.precis.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Frequent words that tell a language from others, by language. Immutable. */
final class FunctionWords {
  private static final String RESOURCE = "function-words.txt";

  /** The languages that have each word. */
  private final Map<String, List<String>> languages = new HashMap<>();

  private FunctionWords() {}

  /** Reads the lists of all languages. */
  static FunctionWords load() {
    FunctionWords words = new FunctionWords();
    try (InputStream in = FunctionWords.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + FunctionWords.class);
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(words::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return words;
  }

  private void add(String line) {
    String[] parts = line.split(": ", 2);
    if (parts.length < 2) {
      throw new IllegalStateException(
          RESOURCE + " has the line '" + line + "'; write 'code: words'");
    }
    for (String word : fold(parts[1]).split(" ", -1)) {
      languages.computeIfAbsent(word, w -> new ArrayList<>()).add(parts[0]);
    }
  }

  /**
   * How many different words of a text are in each language's list. Apostrophes and hyphens part
   * words.
   *
   * @param text in lower case
   * @return languages that have at least one
   */
  Map<String, Integer> count(String text) {
    String folded = fold(text);
    Map<String, Integer> counts = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int start = -1;
    for (int i = 0; i <= folded.length(); i++) {
      boolean inWord = i < folded.length() && isWordPart(folded.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        String word = folded.substring(start, i);
        start = -1;
        if (seen.add(word)) {
          languages
              .getOrDefault(word, List.of())
              .forEach(tag -> counts.merge(tag, 1, Integer::sum));
        }
      }
    }
    return counts;
  }

  /** Arabic yeh and kaf as Persian ones: keyboards that have but one kind type either language. */
  private static String fold(String text) {
    return text.replace('ي', 'ی').replace('ك', 'ک');
  }

  private static boolean isWordPart(char c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
