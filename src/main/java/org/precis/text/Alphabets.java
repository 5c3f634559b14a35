package org.precis.text;

import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The letters that languages are written with, from CLDR's exemplar characters. Immutable.
 *
 * <p>A letter that a language does not have speaks against it, though names bring such letters into
 * any text: Bulgarian and Ukrainian have no ы of their own, Arabic and Persian no ٹ.
 */
final class Alphabets {
  /** Share of a foreign letter's weight that one of CLDR's auxiliary letters has. */
  private static final double AUXILIARY = 0.5;

  /**
   * @param usual letters of the language's own words
   * @param auxiliary letters of common foreign words
   */
  private record Alphabet(UnicodeSet usual, UnicodeSet auxiliary) {
    Alphabet with(Alphabet other) {
      return new Alphabet(
          new UnicodeSet(usual).addAll(other.usual).freeze(),
          new UnicodeSet(auxiliary).addAll(other.auxiliary).freeze());
    }

    double foreignness(int letter) {
      return usual.contains(letter) ? 0 : auxiliary.contains(letter) ? AUXILIARY : 1;
    }
  }

  /** What is assumed of a language that CLDR has nothing of. */
  private static final Alphabet UNKNOWN =
      new Alphabet(
          new UnicodeSet("[a-z[:^Latin:]]").freeze(),
          new UnicodeSet(0, Character.MAX_CODE_POINT).freeze());

  /** Languages whose alphabets in two scripts CLDR keeps apart. */
  private static final Map<String, String> SECOND_SCRIPTS =
      Map.of("zh", "zh-Hant", "pa", "pa-Arab");

  private static final Set<ULocale> AVAILABLE = Set.of(ULocale.getAvailableLocales());

  private final Map<String, Alphabet> alphabets = new HashMap<>();

  /**
   * @param tags languages, BCP 47
   */
  Alphabets(Collection<String> tags) {
    tags.forEach(tag -> alphabets.put(tag, load(tag)));
    SECOND_SCRIPTS.forEach(
        (tag, second) -> alphabets.computeIfPresent(tag, (t, first) -> first.with(load(second))));
  }

  private static Alphabet load(String tag) {
    ULocale locale = ULocale.forLanguageTag(tag);
    if (!isKnown(locale)) {
      return UNKNOWN; // else ICU answers with the alphabet of the machine's own locale
    }
    UnicodeSet usual = LocaleData.getExemplarSet(locale, 0, LocaleData.ES_STANDARD);
    UnicodeSet auxiliary = LocaleData.getExemplarSet(locale, 0, LocaleData.ES_AUXILIARY);
    return new Alphabet(flat(usual), flat(auxiliary));
  }

  /** True if CLDR has something of the language. */
  static boolean isKnown(ULocale locale) {
    return AVAILABLE.contains(locale);
  }

  /** The characters of a set, those of its strings (such as digraphs) included. */
  static UnicodeSet flat(UnicodeSet set) {
    UnicodeSet flat = new UnicodeSet();
    set.forEach(flat::addAll);
    return flat.freeze();
  }

  /**
   * How many letters are foreign to a language; what CLDR calls auxiliary counts half.
   *
   * @param letters distinct letters, lower case
   */
  double foreign(String tag, int[] letters) {
    Alphabet alphabet = alphabets.getOrDefault(tag, UNKNOWN);
    double foreign = 0;
    for (int letter : letters) {
      foreign += alphabet.foreignness(letter);
    }
    return foreign;
  }
}
