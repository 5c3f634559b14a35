package org.precis.text.number;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.precis.text.word.Script;
import org.precis.text.word.Words;

/**
 * Words and signs that multiply a number by a power of ten ({@code million}, {@code lakh}, {@code
 * 万}), read from {@code number-scales.txt}. Immutable once loaded, and thread-safe.
 */
final class NumberScale {
  /**
   * A word of scale in a text.
   *
   * @param powers the powers of ten that it may mean
   * @param start offset of the word
   * @param end offset after the word
   */
  record Match(List<Integer> powers, int start, int end) {}

  private static final String RESOURCE = "number-scales.txt";

  /** Marks a word that stands for itself alone. */
  private static final String ALONE = ".";

  /** Marks a word that also stands before a number. */
  private static final String BEFORE = "^";

  private final Map<String, List<Integer>> powers = new HashMap<>();
  private final Set<String> beforeNumbers = new HashSet<>();
  private int longest;

  private NumberScale() {}

  /** Reads the table of this package. */
  static NumberScale load() {
    NumberScale scale = new NumberScale();
    try (InputStream in = NumberScale.class.getResourceAsStream(RESOURCE)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(scale::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " from the class path", e);
    }
    return scale;
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    List<Integer> meant =
        Arrays.stream(line.substring(0, colon).split("\\|", -1)).map(Integer::valueOf).toList();
    for (String entry : line.substring(colon + 1).strip().split(" ", -1)) {
      boolean before = entry.startsWith(BEFORE);
      String word = Normalizer.normalize(before ? entry.substring(1) : entry, Normalizer.Form.NFC);
      powers.put(word, meant);
      longest = Math.max(longest, word.length());
      if (before) {
        beforeNumbers.add(word);
      }
    }
  }

  /**
   * The word of scale that follows a number, directly or after one space or hyphen.
   *
   * @param text normalised (NFC) text in lower case
   * @param from offset after the number
   */
  Optional<Match> after(String text, int from) {
    boolean gap = from < text.length() && isGap(text.charAt(from));
    return at(text, gap ? from + 1 : from);
  }

  /**
   * The word of scale that stands before a number, as in Burmese and Swahili, with at most one
   * space between.
   *
   * @param text normalised (NFC) text in lower case
   * @param from offset from which on the word may begin
   * @param to offset of the number
   */
  Optional<Match> before(String text, int from, int to) {
    int end = to > from && isGap(text.charAt(to - 1)) ? to - 1 : to;
    for (int start = Math.max(from, end - longest); start < end; start++) {
      String word = text.substring(start, end);
      boolean begins = start == 0 || isUnspaced(text, start) || !isWordPart(text, start - 1);
      if (begins && (beforeNumbers.contains(word) || beforeNumbers.contains(word + ALONE))) {
        return at(text, start);
      }
    }
    return Optional.empty();
  }

  private Optional<Match> at(String text, int start) {
    for (int end = Math.min(text.length(), start + longest); end > start; end--) {
      String word = text.substring(start, end);
      boolean stem = powers.containsKey(word);
      if (!stem && !powers.containsKey(word + ALONE)) {
        continue;
      }
      int wordEnd = isUnspaced(text, start) ? end : endOfWord(text, end);
      if (stem || wordEnd == end) {
        return Optional.of(new Match(powers.get(stem ? word : word + ALONE), start, wordEnd));
      }
    }
    return Optional.empty();
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length() && isWordPart(text, end)) {
      end++;
    }
    return end;
  }

  /** Whether a scale may be followed by more letters; Korean writes its own so, as in 3만5천명. */
  static boolean isUnspaced(String text, int at) {
    int c = text.codePointAt(at);
    return Script.of(c) != Script.SPACED || UnicodeScript.of(c) == UnicodeScript.HANGUL;
  }

  private static boolean isWordPart(String text, int at) {
    int c = text.codePointAt(at);
    return Character.isLetter(c) || Words.isMark(c);
  }

  /** White space inside a line, or a hyphen. */
  static boolean isGap(char c) {
    return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009' || c == '-' || c == '\u2011';
  }
}
