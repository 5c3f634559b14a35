package org.precis.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which languages are written in a script. Immutable.
 *
 * <p>Most scripts tell their language alone; some languages have letters that do. Where several
 * languages share a script, only those are candidates that the n-gram model knows in it.
 */
final class ScriptLanguages {
  /** Share of the letters of a block from which on letters of one language's own decide. */
  private static final double OWN_LETTERS_SHARE = 0.01;

  /** Share of hiragana from which on a text is Japanese: its endings and particles. */
  private static final double HIRAGANA_SHARE = 0.05;

  /** The same of katakana, in which Chinese texts may name Japanese things. */
  private static final double KATAKANA_SHARE = 0.25;

  /**
   * A language that some letters of its script tell.
   *
   * @param letters letters that no other language in reach has
   */
  private record OwnLetters(String tag, String letters) {
    long countIn(String text) {
      return text.chars().filter(c -> letters.indexOf(c) >= 0).count();
    }
  }

  private static final Map<UnicodeScript, List<OwnLetters>> OWN_LETTERS =
      Map.of(
          UnicodeScript.ARABIC,
          List.of(
              new OwnLetters("ckb", "ێڕڵ"),
              new OwnLetters("ug", "ۇۈۋ"),
              new OwnLetters("sd", "ڄڃڻڳڱٿٺٻڀڊڍڏڦڙڪ")),
          UnicodeScript.BENGALI,
          List.of(new OwnLetters("as", "ৰৱ")),
          UnicodeScript.HEBREW,
          List.of(new OwnLetters("yi", "ײױװ")),
          UnicodeScript.ETHIOPIC,
          List.of(new OwnLetters("ti", "ኣቐቑቒቓቔቕኸኹኺኻኼኽኾዀ")));

  /** Languages in Latin letters that the n-gram model does not know: their words must tell them. */
  private static final List<String> WORDS_ONLY =
      List.of("gd", "ha", "ht", "ig", "ku", "om", "rn", "rw", "yo");

  private final Map<UnicodeScript, List<String>> shared = new EnumMap<>(UnicodeScript.class);

  /**
   * @param known languages that the n-gram model knows, BCP 47
   */
  ScriptLanguages(List<String> known) {
    shared.put(
        UnicodeScript.CYRILLIC,
        List.of("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tt", "ba", "ce", "mn", "tg"));
    shared.put(UnicodeScript.ARABIC, List.of("ar", "fa", "ps", "ur", "pa"));
    shared.put(UnicodeScript.DEVANAGARI, List.of("hi", "mr", "ne", "sa"));
    shared.put(UnicodeScript.HAN, List.of("zh", "ja"));
    shared.put(
        UnicodeScript.LATIN,
        Stream.concat(known.stream().filter(ScriptLanguages::isLatin), WORDS_ONLY.stream())
            .toList());
  }

  private static boolean isLatin(String tag) {
    // The model learnt Min Nan from a Wikipedia in Latin letters.
    return tag.equals("nan")
        || ULocale.addLikelySubtags(new ULocale(tag)).getScript().equals("Latn");
  }

  /** All languages that can be told, by their script alone or among others. */
  Set<String> all() {
    return Stream.of(
            candidates().stream(),
            OWN_LETTERS.values().stream().flatMap(List::stream).map(OwnLetters::tag),
            Arrays.stream(UnicodeScript.values())
                .filter(script -> !shared.containsKey(script))
                .flatMap(script -> likely(script).stream()))
        .flatMap(tags -> tags)
        .collect(Collectors.toSet());
  }

  /** All languages that the script alone does not tell. */
  Set<String> candidates() {
    return shared.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /** The languages among which the script of a block does not tell; empty if it does. */
  List<String> candidates(UnicodeScript script) {
    return shared.getOrDefault(script, List.of());
  }

  /** The language that a block's letters tell, in whatever language its words are. */
  Optional<String> tellBySight(TextBlock block) {
    Optional<String> owner = ownerOfLetters(block);
    if (owner.isPresent()) {
      return owner;
    }
    if (block.script() == UnicodeScript.HAN) {
      return isJapanese(block.text()) ? Optional.of("ja") : Optional.empty();
    }
    return shared.containsKey(block.script()) ? Optional.empty() : likely(block.script());
  }

  /** The language with the most letters of its own, if they are more than a name would bring. */
  private static Optional<String> ownerOfLetters(TextBlock block) {
    double least = Math.max(1, OWN_LETTERS_SHARE * letters(block.text(), block.script()));
    return OWN_LETTERS.getOrDefault(block.script(), List.of()).stream()
        .filter(own -> own.countIn(block.text()) >= least)
        .max(Comparator.comparingLong(own -> own.countIn(block.text())))
        .map(OwnLetters::tag);
  }

  private static long letters(String text, UnicodeScript script) {
    return text.codePoints().filter(c -> Scripts.of(c) == script).count();
  }

  private static boolean isJapanese(String text) {
    long letters = letters(text, UnicodeScript.HAN);
    return count(text, UnicodeScript.HIRAGANA) >= HIRAGANA_SHARE * letters
        || count(text, UnicodeScript.KATAKANA) >= KATAKANA_SHARE * letters;
  }

  private static long count(String text, UnicodeScript script) {
    return text.codePoints().filter(c -> UnicodeScript.of(c) == script).count();
  }

  /** The language that is usually written in a script, by CLDR; empty if CLDR has none. */
  private static Optional<String> likely(UnicodeScript script) {
    String code = UScript.getShortName(UScript.getCodeFromName(script.name()));
    ULocale likely = ULocale.addLikelySubtags(new ULocale("und_" + code));
    String tag = LanguageTags.normalise(likely.getLanguage());
    boolean found = likely.getScript().equals(code) && !tag.equals("en");
    return found ? Optional.of(tag) : Optional.empty();
  }
}
