package org.precis.eval.intrinsic;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;

/**
 * Whether the names of a summary stand in its source, for both in Latin script. Words with a
 * capital letter are taken for names, but not at the start of a sentence, and no days or months;
 * case and accents do not matter. Without a list of names that is rough: it compares systems in
 * languages such as English, and says nothing of German. Thread-safe.
 */
public final class NamePrecision {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final SentenceSplitter sentences;

  /** Looks for names in the sentences that {@code sentences} cuts. */
  public NamePrecision(SentenceSplitter sentences) {
    this.sentences = sentences;
  }

  /**
   * Share of the summary's names that the source has, from 0 to 1.
   *
   * @param language BCP 47 tag of the summary
   * @return empty if the summary has no name, or the source no word in Latin script
   */
  public OptionalDouble of(String source, String summary, String language) {
    Set<String> known = new HashSet<>();
    words(source).forEach(word -> known.add(folded(word)));
    if (known.isEmpty()) {
      return OptionalDouble.empty();
    }
    return names(summary, language).stream()
        .mapToDouble(name -> known.contains(folded(name)) ? 1 : 0)
        .average();
  }

  /** The words of a text that are taken for names, in order. */
  List<String> names(String text, String language) {
    Set<String> calendar = calendar(Locale.forLanguageTag(language));
    List<String> names = new ArrayList<>();
    for (Sentence sentence : sentences.split(text, language)) {
      List<String> words = words(sentence.text());
      for (String word : words.subList(Math.min(1, words.size()), words.size())) {
        if (Character.isUpperCase(word.codePointAt(0)) && !calendar.contains(folded(word))) {
          names.add(word);
        }
      }
    }
    return names;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(word -> UnicodeScript.of(word.codePointAt(0)) == UnicodeScript.LATIN)
        .toList();
  }

  private static Set<String> calendar(Locale locale) {
    Set<String> calendar = new HashSet<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      calendar.add(folded(day.getDisplayName(TextStyle.FULL, locale)));
    }
    for (Month month : Month.values()) {
      calendar.add(folded(month.getDisplayName(TextStyle.FULL, locale)));
    }
    return calendar;
  }

  private static String folded(String word) {
    String decomposed = Normalizer.normalize(word, Normalizer.Form.NFD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
