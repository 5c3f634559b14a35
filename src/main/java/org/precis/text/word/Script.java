package org.precis.text.word;

import java.lang.Character.UnicodeScript;

/** How a script writes words and sentences, as far as summaries need to know. */
public enum Script {
  /** Words parted by spaces, sentences ended by a mark. */
  SPACED(1, true),
  /** Chinese and Japanese: no spaces, about two characters a word. */
  IDEOGRAPHIC(2, true),
  /** Burmese and Khmer: spaces between phrases, about three base letters a word. */
  PHRASED(3, true),
  /** Thai and Lao: the same, and a sentence has no mark at its end. */
  UNMARKED(4, false);

  /** Letters (without combining marks) that make up a word of average length, if unspaced. */
  final int lettersPerWord;

  /** Whether a sentence ends with a mark of its own. */
  final boolean marksSentences;

  Script(int lettersPerWord, boolean marksSentences) {
    this.lettersPerWord = lettersPerWord;
    this.marksSentences = marksSentences;
  }

  /** The way in which the script of a letter is written. */
  public static Script of(int codePoint) {
    if (codePoint < 0x0E00) {
      return SPACED;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI -> IDEOGRAPHIC;
      case MYANMAR, KHMER, TIBETAN -> PHRASED;
      case THAI, LAO -> UNMARKED;
      default -> isProlongedSound(codePoint) ? IDEOGRAPHIC : SPACED;
    };
  }

  /** The long-vowel marks of kana, which Unicode counts to no single script. */
  private static boolean isProlongedSound(int codePoint) {
    return codePoint == 0x30FC || codePoint == 0xFF70;
  }
}
