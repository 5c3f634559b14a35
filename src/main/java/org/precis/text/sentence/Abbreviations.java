package org.precis.text.sentence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.precis.text.Document;

/**
 * The abbreviations of a language that end in a stop. Immutable.
 *
 * @param before abbreviations that something always follows
 * @param either abbreviations that may end a sentence
 * @param begins words that sentences begin with and names do not
 */
record Abbreviations(Set<String> before, Set<String> either, Set<String> begins) {
  private static final Abbreviations NONE = new Abbreviations(Set.of(), Set.of(), Set.of());

  private static final String RESOURCE = "abbreviations.txt";

  Abbreviations {
    before = Set.copyOf(before);
    either = Set.copyOf(either);
    begins = Set.copyOf(begins);
  }

  /** Whether a sentence can hardly end with the word, which has no last stop. */
  boolean goesBefore(String word) {
    return before.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether the word, which has no last stop, is abbreviated and may end a sentence. */
  boolean mayEnd(String word) {
    return either.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word seldom stands in a name. */
  boolean begins(String word) {
    return begins.contains(word.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads the abbreviations of all languages.
   *
   * @return by language; {@code und} for languages that have none of their own
   */
  static Map<String, Abbreviations> load() {
    Map<String, Abbreviations> all = new HashMap<>();
    try (InputStream in = Abbreviations.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + Abbreviations.class);
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(line, all));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    if (!all.containsKey(Document.UNDETERMINED)) {
      throw new IllegalStateException(RESOURCE + " lacks " + Document.UNDETERMINED);
    }
    Abbreviations foreign = all.get(Document.UNDETERMINED);
    all.replaceAll((language, own) -> own.isLatin() ? own : own.with(foreign));
    return Map.copyOf(all);
  }

  /** Whether some of the abbreviations are in Latin letters. */
  private boolean isLatin() {
    return Stream.concat(before.stream(), either.stream())
        .anyMatch(word -> UnicodeScript.of(word.codePointAt(0)) == UnicodeScript.LATIN);
  }

  private Abbreviations with(Abbreviations others) {
    return new Abbreviations(
        union(before, others.before), union(either, others.either), union(begins, others.begins));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> union = new HashSet<>(a);
    union.addAll(b);
    return union;
  }

  private static void add(String line, Map<String, Abbreviations> all) {
    String[] parts = line.split("[ :]+", 3);
    Set<String> words = new HashSet<>();
    for (String word : parts[2].split(" ", -1)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    Abbreviations known = all.getOrDefault(parts[0], NONE);
    Abbreviations more =
        switch (parts[1]) {
          case "before" -> new Abbreviations(words, known.either(), known.begins());
          case "either" -> new Abbreviations(known.before(), words, known.begins());
          case "begins" -> new Abbreviations(known.before(), known.either(), words);
          default ->
              throw new IllegalStateException(
                  RESOURCE
                      + " has the unknown list '"
                      + parts[1]
                      + "'; use before, either or begins");
        };
    all.put(parts[0], more);
  }
}
