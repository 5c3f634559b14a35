package org.precis.text;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;

/** BCP 47 tags from what sources and models call languages. */
public final class LanguageTags {
  private static final Map<String, String> TWO_LETTERS = twoLetters();

  private LanguageTags() {}

  /**
   * The BCP 47 tag for a tag in any usual writing, with ISO 639-1's two letters where they exist:
   * {@code en_us} gives {@code en-US}, {@code deu} gives {@code de}, {@code cmn} gives {@code zh}.
   *
   * @return {@link Document#UNDETERMINED} if it is no tag
   */
  public static String normalise(String tag) {
    Locale locale;
    try {
      locale = new Locale.Builder().setLanguageTag(tag.strip().replace('_', '-')).build();
    } catch (IllformedLocaleException notATag) {
      return Document.UNDETERMINED;
    }
    String language = locale.getLanguage();
    String shorter = TWO_LETTERS.getOrDefault(language, language);
    String whole = locale.toLanguageTag();
    return whole.startsWith(language) ? shorter + whole.substring(language.length()) : whole;
  }

  /** The language alone: {@code zh} of {@code zh-Hant-TW}. */
  public static String language(String tag) {
    int hyphen = tag.indexOf('-');
    return hyphen < 0 ? tag : tag.substring(0, hyphen);
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> map = new HashMap<>();
    for (String two : ULocale.getISOLanguages()) {
      if (two.length() == 2) {
        map.putIfAbsent(new ULocale(two).getISO3Language(), two);
      }
    }
    // Java writes these three as they were before 1989 unless told otherwise; BCP 47 does not.
    map.putAll(Map.of("iw", "he", "in", "id", "ji", "yi"));
    // ICU knows Tagalog as Filipino only.
    map.put("tgl", "tl");
    // Languages that stand for their macrolanguage.
    map.putAll(Map.of("cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "plt", "mg"));
    map.putAll(
        Map.of("zsm", "ms", "zlm", "ms", "swh", "sw", "pnb", "pa", "arb", "ar", "nor", "no"));
    // ISO 639-2's bibliographic codes.
    map.putAll(Map.of("ger", "de", "fre", "fr", "chi", "zh", "per", "fa", "dut", "nl"));
    map.putAll(Map.of("cze", "cs", "gre", "el", "rum", "ro", "slo", "sk", "may", "ms"));
    map.putAll(Map.of("bur", "my", "geo", "ka", "arm", "hy", "alb", "sq", "mac", "mk"));
    map.putAll(Map.of("ice", "is", "baq", "eu", "wel", "cy", "tib", "bo", "mao", "mi"));
    return Map.copyOf(map);
  }
}
