package org.precis.token;

import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.precis.text.LanguageTags;

/**
 * The languages that a multilingual tokenizer has tokens for: mBART's {@code de_DE}, M2M100's
 * {@code __de__}, NLLB's {@code deu_Latn}. Immutable.
 */
public final class LanguageTokens {
  private static final Pattern CODE =
      Pattern.compile("__([a-z]{2,3})__|([a-z]{2})_[A-Z]{2}|([a-z]{3})_([A-Z][a-z]{3})");

  /** Languages under another name in these models, by BCP 47's or ISO 639-3's name. */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("fil", List.of("tl", "tgl")),
          Map.entry("nb", List.of("no", "nob")),
          Map.entry("nn", List.of("no", "nno")),
          Map.entry("nso", List.of("ns")),
          Map.entry("sh", List.of("sr", "hr", "srp")),
          Map.entry("tl", List.of("tgl")),
          Map.entry("tw", List.of("twi", "aka")),
          // Macrolanguages, for which NLLB has one of their languages.
          Map.entry("ara", List.of("arb")),
          Map.entry("aym", List.of("ayr")),
          Map.entry("aze", List.of("azj", "azb")),
          Map.entry("din", List.of("dik")),
          Map.entry("fas", List.of("pes")),
          Map.entry("ful", List.of("fuv")),
          Map.entry("kau", List.of("knc")),
          Map.entry("kur", List.of("kmr", "ckb")),
          Map.entry("lav", List.of("lvs")),
          Map.entry("mlg", List.of("plt")),
          Map.entry("mon", List.of("khk")),
          Map.entry("msa", List.of("zsm")),
          Map.entry("nep", List.of("npi")),
          Map.entry("nor", List.of("nob")),
          Map.entry("ori", List.of("ory")),
          Map.entry("orm", List.of("gaz")),
          Map.entry("pus", List.of("pbt")),
          Map.entry("que", List.of("quy")),
          Map.entry("sqi", List.of("als")),
          Map.entry("swa", List.of("swh")),
          Map.entry("uzb", List.of("uzn")),
          Map.entry("yid", List.of("ydd")));

  private final Map<String, Integer> ids;
  private final int source;
  private final boolean first;

  private LanguageTokens(Map<String, Integer> ids, int source, boolean first) {
    this.ids = ids;
    this.source = source;
    this.first = first;
  }

  /**
   * The languages among special tokens, if one of them stands beside every text.
   *
   * @param special ids of special tokens by their text
   * @param prefix ids put before a text
   * @param suffix ids put behind it
   */
  static Optional<LanguageTokens> of(
      Map<String, Integer> special, List<Integer> prefix, List<Integer> suffix) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    special.entrySet().stream()
        .filter(entry -> CODE.matcher(entry.getKey()).matches())
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    boolean before = prefix.stream().anyMatch(ids::containsValue);
    Optional<Integer> source =
        (before ? prefix : suffix).stream().filter(ids::containsValue).findFirst();
    // mBART-25 is told its target by the token that decoding starts with, the others by a forced
    // first token.
    boolean mbart25 = !before && ids.keySet().stream().anyMatch(code -> code.length() == 5);
    return source.map(id -> new LanguageTokens(ids, id, !mbart25));
  }

  /** The model's names of its languages, such as {@code de_DE}, in the order of their ids. */
  public Collection<String> codes() {
    return List.copyOf(ids.keySet());
  }

  /** Id of a code that {@link #codes} or {@link #code} gives. */
  public int id(String code) {
    return ids.get(code);
  }

  /** True if decoding of a text in a language starts with the language's token, by force. */
  public boolean forcesFirstToken() {
    return first;
  }

  /** Id of the language that the tokenizer's files name for sources. */
  int source() {
    return source;
  }

  boolean isLanguage(int id) {
    return ids.containsValue(id);
  }

  /** Id of a language as a source: that of the files where the model does not know it. */
  int source(String tag) {
    return code(tag).map(ids::get).orElse(source);
  }

  /**
   * The forced first token of a target.
   *
   * @param tag a BCP 47 tag
   * @return empty if the model does not know the language, or takes none in this place
   */
  public OptionalInt firstToken(String tag) {
    return first
        ? code(tag).map(code -> OptionalInt.of(ids.get(code))).orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }

  /**
   * The model's name of a language.
   *
   * @param tag a BCP 47 tag, or one of the model's own names
   * @return empty if the model does not know the language; where it knows the language in another
   *     script only, that
   */
  public Optional<String> code(String tag) {
    if (ids.containsKey(tag)) {
      return Optional.of(tag);
    }
    ULocale locale = ULocale.forLanguageTag(LanguageTags.normalise(tag));
    String script = ULocale.addLikelySubtags(locale).getScript();
    String otherScript = null;
    for (String name : names(locale.getLanguage())) {
      for (String code : ids.keySet()) {
        Matcher parts = CODE.matcher(code);
        if (parts.matches() && name.equals(firstGroup(parts))) {
          if (parts.group(4) == null || parts.group(4).equals(script)) {
            return Optional.of(code);
          }
          otherScript = otherScript == null ? code : otherScript;
        }
      }
    }
    return Optional.ofNullable(otherScript);
  }

  private static String firstGroup(Matcher parts) {
    for (int group = 1; group <= 3; group++) {
      if (parts.group(group) != null) {
        return parts.group(group);
      }
    }
    throw new IllegalStateException("a code has one of three forms");
  }

  /** A language's names, likeliest first. */
  private static List<String> names(String language) {
    if (language.isEmpty() || language.equals("und")) {
      return List.of();
    }
    String three = new ULocale(language).getISO3Language();
    return Stream.of(
            List.of(language, three),
            OTHER_NAMES.getOrDefault(language, List.of()),
            OTHER_NAMES.getOrDefault(three, List.of()))
        .flatMap(List::stream)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
