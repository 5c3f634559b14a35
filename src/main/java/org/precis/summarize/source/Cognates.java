package org.precis.summarize.source;

import com.ibm.icu.text.Transliterator;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.precis.text.word.Script;
import org.precis.text.word.Words;
import org.precis.text.word.Words.Word;

/**
 * Finds words of other languages that look like a given one when written in Latin letters: names,
 * loan words, cognates. Words of scripts without spaces are passed over, since nothing parts them.
 * Immutable and thread-safe.
 */
final class Cognates {
  /** A word in Latin letters, with the pairs of neighbouring letters that it consists of. */
  private record Spelling(String letters, Set<String> pairs) {
    static Spelling of(String letters) {
      Set<String> pairs = new HashSet<>();
      String bounded = "^" + letters + "$";
      for (int i = 0; i + 2 <= bounded.length(); i++) {
        pairs.add(bounded.substring(i, i + 2));
      }
      return new Spelling(letters, pairs);
    }
  }

  /** Shorter words are alike by chance. */
  private static final int FEWEST_LETTERS = 4;

  /** The same for words of which only consonants are written. */
  private static final int FEWEST_CONSONANTS = 3;

  /** Dice coefficient of pairs from which words count as alike; Siddiqui and Siddiqi have 0.82. */
  private static final double LEAST_LIKENESS = 0.7;

  private final Transliterator latin =
      Transliterator.getInstance("Any-Latin; NFD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower");
  private final Map<String, Spelling> spellings = new HashMap<>();
  private final boolean consonants;

  /** Looks among the words of these sentences. */
  Cognates(List<String> sentences) {
    int abjad = 0;
    int others = 0;
    for (String sentence : sentences) {
      for (Word word : Words.of(sentence)) {
        boolean unvowelled = isAbjad(word.text().codePointAt(0));
        abjad += unvowelled ? 1 : 0;
        others += unvowelled ? 0 : 1;
      }
    }
    consonants = abjad > others;
    for (String sentence : sentences) {
      spellingsOf(sentence).forEach((word, spelling) -> spellings.putIfAbsent(word, spelling));
    }
  }

  /** Words worth comparing, with their spelling in Latin letters. */
  private Map<String, Spelling> spellingsOf(String sentence) {
    Map<String, Spelling> found = new HashMap<>();
    for (String word : candidates(sentence)) {
      Spelling known = spellings.get(word);
      String letters = known != null ? known.letters() : spell(word);
      if (letters.length() >= (consonants ? FEWEST_CONSONANTS : FEWEST_LETTERS)) {
        found.put(word, known != null ? known : Spelling.of(letters));
      }
    }
    return found;
  }

  /** Distinct words of letters in scripts with spaces. */
  static Set<String> candidates(String sentence) {
    Set<String> words = new HashSet<>();
    for (Word word : Words.of(sentence)) {
      if (word.script() == Script.SPACED && Character.isLetter(word.text().codePointAt(0))) {
        words.add(word.text());
      }
    }
    return words;
  }

  private String spell(String word) {
    String letters = latin.transliterate(word).replaceAll("[^a-z]", "");
    return consonants ? letters.replaceAll("[aeiouwy]", "") : letters;
  }

  /**
   * The words that look like one of a sentence.
   *
   * @return for each word alike to any of the sentence's words, how much, up to 1
   */
  Map<String, Map<String, Double>> of(String sentence) {
    Map<String, Map<String, Double>> alike = new HashMap<>();
    for (Map.Entry<String, Spelling> wanted : spellingsOf(sentence).entrySet()) {
      Map<String, Double> found = new HashMap<>();
      for (Map.Entry<String, Spelling> candidate : spellings.entrySet()) {
        double likeness = likeness(wanted.getValue(), candidate.getValue());
        if (likeness >= LEAST_LIKENESS) {
          found.put(candidate.getKey(), likeness);
        }
      }
      alike.put(wanted.getKey(), found);
    }
    return alike;
  }

  private static double likeness(Spelling a, Spelling b) {
    int least = Math.min(a.pairs().size(), b.pairs().size());
    int all = a.pairs().size() + b.pairs().size();
    if (2.0 * least / all < LEAST_LIKENESS) {
      return 0;
    }
    long shared = a.pairs().stream().filter(b.pairs()::contains).count();
    return 2.0 * shared / all;
  }

  private static boolean isAbjad(int c) {
    return Arrays.asList(UnicodeScript.ARABIC, UnicodeScript.HEBREW).contains(UnicodeScript.of(c));
  }
}
