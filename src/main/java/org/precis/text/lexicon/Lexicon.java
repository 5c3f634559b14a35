package org.precis.text.lexicon;

import com.ibm.icu.text.Transliterator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.precis.text.LanguageTags;
import org.precis.text.number.EnglishNumbers;
import org.precis.text.word.Script;

/**
 * English words for those of other languages. Immutable and thread-safe.
 *
 * <p>A word that it lacks is glossed as the known word that begins most like it, since most forms
 * of a word differ at their ends; failing that, in German and Dutch, as two known words that it is
 * put together of; failing that it is written in Latin letters, which is how names come through.
 *
 * <p>A file of it is gzipped text, a line {@code language, tab, word, tab, English} for each word,
 * in order; the English is empty for a word that English has none for.
 */
public final class Lexicon {
  /** Its name in a model's directory. */
  public static final String FILE = "lexicon.tsv.gz";

  /** Longer files are refused; 201,356 words of twelve languages take 4.4 million bytes. */
  private static final int MOST_BYTES = 32 << 20;

  /** A known word stands for an unknown one if they share so many letters from the start. */
  private static final int LEAST_SHARED = 4;

  /** And if that is so much of the longer one. */
  private static final double LEAST_SHARE = 0.7;

  /** Languages that write compounds as one word, often new ones. */
  private static final Set<String> COMPOUNDING = Set.of("de", "nl");

  /** Letters of each part of a compound. */
  private static final int LEAST_PART = 4;

  /** What may stand between the parts. */
  private static final List<String> LINKS = List.of("", "s", "n", "en", "es", "e");

  private static final String SCRIPT = "Any-Latin; Latin-ASCII";
  private static final ThreadLocal<Transliterator> LATIN =
      ThreadLocal.withInitial(() -> Transliterator.getInstance(SCRIPT));

  private final Map<String, NavigableMap<String, String>> entries;

  Lexicon(Map<String, NavigableMap<String, String>> entries) {
    this.entries = Map.copyOf(entries);
  }

  /** Primary subtags of the languages that it knows. */
  public Set<String> languages() {
    return entries.keySet();
  }

  /** Number of words of a language; 0 if it does not know the language. */
  public int size(String language) {
    return entries.getOrDefault(LanguageTags.language(language), new TreeMap<>()).size();
  }

  /** True if it knows words of a language, given by its BCP 47 tag. */
  public boolean knows(String language) {
    return entries.containsKey(LanguageTags.language(language));
  }

  /**
   * Glosses a text word by word; numbers are written as in English. What is no word stays as it is.
   *
   * @param language BCP 47 tag
   * @throws IllegalArgumentException if the language is not known
   */
  public Gloss gloss(String text, String language) {
    NavigableMap<String, String> words = entries.get(LanguageTags.language(language));
    if (words == null) {
      throw new IllegalArgumentException(
          "the lexicon has no words of '%s'; it has those of %s"
              .formatted(language, new TreeMap<>(entries).keySet()));
    }
    boolean compounding = COMPOUNDING.contains(LanguageTags.language(language));
    GlossBuilder gloss = new GlossBuilder(text);
    Iterator<EnglishNumbers.Found> numbers = EnglishNumbers.of(text, language).iterator();
    EnglishNumbers.Found number = numbers.hasNext() ? numbers.next() : null;
    for (Word word : Word.ofForeign(text)) {
      while (number != null && number.end() <= word.start()) {
        number = numbers.hasNext() ? numbers.next() : null;
      }
      if (number != null && number.start() < word.end()) {
        gloss.replace(number.start(), number.end(), number.english());
        if (word.end() <= number.end()) {
          continue;
        }
        word = word.from(number.end());
      }
      String english = word.isNumber() ? latin(word.text()) : english(word, words, compounding);
      gloss.replace(word.start(), word.end(), english);
    }
    return gloss.build();
  }

  private static String english(
      Word word, NavigableMap<String, String> words, boolean compounding) {
    String key = word.key();
    if (key.isEmpty()) {
      return ""; // a mark behind a number
    }
    String known = words.get(key);
    if (known != null) {
      return known;
    }
    if (Script.of(key.codePointAt(0)) != Script.SPACED) {
      return byLetters(word.text(), words);
    }
    String alike = alike(key, words.floorEntry(key), words.ceilingEntry(key));
    if (alike != null) {
      return alike;
    }
    String parts = compounding ? compound(key, words) : null;
    return parts != null ? parts : latin(word.text());
  }

  /** English of two known words that a word is put together of, the last as long as can be. */
  private static String compound(String key, NavigableMap<String, String> words) {
    for (int middle = LEAST_PART; middle <= key.length() - LEAST_PART; middle++) {
      String last = words.get(key.substring(middle));
      if (last != null && !last.isEmpty()) {
        String first = key.substring(0, middle);
        for (String link : LINKS) {
          String english =
              first.endsWith(link) && first.length() - link.length() >= LEAST_PART
                  ? words.get(first.substring(0, first.length() - link.length()))
                  : null;
          if (english != null && !english.isEmpty()) {
            return english + " " + last;
          }
        }
      }
    }
    return null;
  }

  /** English of the neighbour in alphabetical order that begins most like a word, or null. */
  @SafeVarargs
  private static String alike(String key, Map.Entry<String, String>... neighbours) {
    String found = null;
    int most = LEAST_SHARED - 1;
    for (Map.Entry<String, String> neighbour : neighbours) {
      if (neighbour != null) {
        int shared = shared(key, neighbour.getKey());
        int longer = Math.max(key.length(), neighbour.getKey().length());
        if (shared > most && shared >= LEAST_SHARE * longer && !neighbour.getValue().isEmpty()) {
          most = shared;
          found = neighbour.getValue();
        }
      }
    }
    return found;
  }

  private static int shared(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  /** A word of a script without spaces, character by character. */
  private static String byLetters(String word, Map<String, String> words) {
    StringBuilder english = new StringBuilder();
    word.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            letter -> {
              String known = words.get(letter);
              english
                  .append(english.isEmpty() ? "" : " ")
                  .append(known == null ? latin(letter) : known);
            });
    return english.toString();
  }

  private static String latin(String word) {
    StringBuilder digits = new StringBuilder();
    word.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(digits::appendCodePoint);
    return LATIN.get().transliterate(digits.toString());
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is not one; the message says in which line
   */
  public static Lexicon read(InputStream file) throws IOException {
    Map<String, NavigableMap<String, String>> entries = new TreeMap<>();
    int count = 0;
    for (String line : text(file).lines().toList()) {
      count++;
      String[] fields = line.split("\t", -1);
      if (fields.length != 3 || fields[0].isEmpty() || fields[1].isEmpty()) {
        throw new IOException(
            "line %d is not 'language, tab, word, tab, English': '%s'"
                .formatted(count, line.substring(0, Math.min(80, line.length()))));
      }
      entries.computeIfAbsent(fields[0], l -> new TreeMap<>()).put(fields[1], fields[2]);
    }
    return new Lexicon(entries);
  }

  private static String text(InputStream file) throws IOException {
    byte[] bytes = new GZIPInputStream(file).readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("more than %d bytes of text".formatted(MOST_BYTES));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Writes what {@link #read} reads. */
  public void write(OutputStream file) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(file), StandardCharsets.UTF_8))) {
      for (Map.Entry<String, NavigableMap<String, String>> language :
          new TreeMap<>(entries).entrySet()) {
        for (Map.Entry<String, String> word : language.getValue().entrySet()) {
          out.write(language.getKey() + "\t" + word.getKey() + "\t" + word.getValue() + "\n");
        }
      }
    }
  }
}
