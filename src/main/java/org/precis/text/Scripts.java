package org.precis.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the letters of a text by script. Not thread-safe.
 *
 * <p>What one language mixes is one script here: kana and bopomofo count as {@link
 * UnicodeScript#HAN}.
 */
final class Scripts {
  /** An ideograph says about as much as three letters of an alphabet. */
  private static final int IDEOGRAPH_WEIGHT = 3;

  /** So does a syllable as two. */
  private static final int SYLLABLE_WEIGHT = 2;

  private final Map<UnicodeScript, Integer> weights = new EnumMap<>(UnicodeScript.class);
  private int letters;

  /** The script of a letter; {@link UnicodeScript#COMMON} for what is none or of no one script. */
  static UnicodeScript of(int codePoint) {
    if (!Character.isLetter(codePoint)) {
      return UnicodeScript.COMMON;
    }
    UnicodeScript script = UnicodeScript.of(codePoint);
    return switch (script) {
      case HIRAGANA, KATAKANA, BOPOMOFO -> UnicodeScript.HAN;
      case INHERITED, UNKNOWN -> UnicodeScript.COMMON;
      default -> script;
    };
  }

  /** Letters of an alphabet that say as much as one letter of this script. */
  static int letterWeight(UnicodeScript script) {
    return switch (script) {
      case HAN, YI -> IDEOGRAPH_WEIGHT;
      case HANGUL,
          ETHIOPIC,
          DEVANAGARI,
          BENGALI,
          GUJARATI,
          GURMUKHI,
          KANNADA,
          KHMER,
          MALAYALAM,
          MYANMAR,
          ORIYA,
          SINHALA,
          TAMIL,
          TELUGU ->
          SYLLABLE_WEIGHT;
      default -> 1;
    };
  }

  /** Counts the letters of a text. */
  static Scripts in(String text) {
    Scripts scripts = new Scripts();
    text.codePoints().forEach(scripts::add);
    return scripts;
  }

  private void add(int codePoint) {
    UnicodeScript script = of(codePoint);
    if (script != UnicodeScript.COMMON) {
      letters++;
      weights.merge(script, letterWeight(script), Integer::sum);
    }
  }

  /** Letters of any script. */
  int letters() {
    return letters;
  }

  /** The weight of one script's letters: their number, times what a letter of it says. */
  int weight(UnicodeScript script) {
    return weights.getOrDefault(script, 0);
  }

  /** The script that says most; {@link UnicodeScript#COMMON} if there is no letter. */
  UnicodeScript dominant() {
    return weights.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(UnicodeScript.COMMON);
  }
}
