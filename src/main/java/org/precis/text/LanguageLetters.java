package org.precis.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import java.util.Collection;

/**
 * Which characters some languages are written with, by CLDR. Immutable, thread-safe.
 *
 * <p>Of the Latin script it is the letters of the languages' own words, since most languages share
 * that script; of any other script it is the whole script. Digits, punctuation, signs and
 * currencies come along.
 */
public final class LanguageLetters {
  /** What texts of any language have: ASCII's and Latin-1's signs, punctuation, currencies. */
  private static final String SIGNS =
      "[[\\u0020-\\u007E\\u00A0-\\u00BF×÷\\u2010-\\u205E\\u20A0-\\u20CF℃№™−]&[:^L:]]";

  private final UnicodeSet usual = new UnicodeSet(SIGNS);
  private final UnicodeSet rare = new UnicodeSet();

  /**
   * The characters of languages.
   *
   * @param tags BCP 47
   * @throws IllegalArgumentException if CLDR has no alphabet of one of them
   */
  public LanguageLetters(Collection<String> tags) {
    tags.forEach(this::add);
    usual.freeze();
    rare.freeze();
  }

  private void add(String tag) {
    ULocale locale = ULocale.forLanguageTag(tag);
    if (!Alphabets.isKnown(new ULocale(locale.getLanguage()))) {
      throw new IllegalArgumentException(
          "no alphabet of the language '%s' is known; name its tag as BCP 47 has it, such as 'en', or give texts"
              .formatted(tag));
    }
    addLetters(usual, locale, LocaleData.ES_STANDARD);
    addLetters(rare, locale, LocaleData.ES_AUXILIARY);
    usual.addAll(Alphabets.flat(LocaleData.getExemplarSet(locale, 0, LocaleData.ES_PUNCTUATION)));
    for (int script : UScript.getCode(locale)) {
      if (script != UScript.LATIN) {
        usual.addAll(new UnicodeSet("[:scx=" + UScript.getShortName(script) + ":]"));
      }
    }
  }

  private static void addLetters(UnicodeSet letters, ULocale locale, int kind) {
    for (String letter : LocaleData.getExemplarSet(locale, 0, kind)) {
      letters.addAll(letter).addAll(UCharacter.toUpperCase(locale, letter));
    }
  }

  /**
   * True if a part of a word or text may be of one of the languages: all its characters are of
   * them, or it is a single letter that their foreign words have.
   */
  public boolean write(String part) {
    return usual.containsAll(part)
        || (part.codePointCount(0, part.length()) == 1 && rare.containsAll(part));
  }
}
