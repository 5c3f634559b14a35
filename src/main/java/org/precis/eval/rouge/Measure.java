package org.precis.eval.rouge;

/** Porter's view of a word: consonants, vowels and the measure m of [C](VC)^m[V]. */
final class Measure {
  private Measure() {}

  /** Whether the letter at {@code i} is a consonant; y is one at the start and after a vowel. */
  static boolean isConsonant(String word, int i) {
    char letter = word.charAt(i);
    if (letter == 'y') {
      return i == 0 || !isConsonant(word, i - 1);
    }
    return "aeiou".indexOf(letter) < 0;
  }

  /** How often a vowel is followed by a consonant. */
  static int of(String stem) {
    int measure = 0;
    for (int i = 1; i < stem.length(); i++) {
      measure += isConsonant(stem, i) && !isConsonant(stem, i - 1) ? 1 : 0;
    }
    return measure;
  }

  static boolean hasVowel(String stem) {
    for (int i = 0; i < stem.length(); i++) {
      if (!isConsonant(stem, i)) {
        return true;
      }
    }
    return false;
  }

  static boolean endsInDoubleConsonant(String word) {
    int last = word.length() - 1;
    return last > 0 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
  }

  /** Porter's *o: consonant, vowel, consonant other than w, x, y; NLTK adds us, ag and the like. */
  static boolean endsInShortSyllable(String word) {
    int last = word.length() - 1;
    if (last == 1) {
      return !isConsonant(word, 0) && isConsonant(word, 1);
    }
    return last > 1
        && isConsonant(word, last - 2)
        && !isConsonant(word, last - 1)
        && isConsonant(word, last)
        && "wxy".indexOf(word.charAt(last)) < 0;
  }
}
