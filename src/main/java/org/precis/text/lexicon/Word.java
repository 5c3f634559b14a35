package org.precis.text.lexicon;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word or number of a text in any language, by Unicode's rules (UAX #29), with dictionaries for
 * scripts without spaces.
 *
 * @param text as it stands there
 * @param start in UTF-16 units
 */
record Word(String text, int start) {
  /** Short vowels of Arabic and its lengthening stroke, which writers may leave out. */
  private static final Pattern OPTIONAL_MARKS = Pattern.compile("[\u064B-\u0652\u0670\u0640]");

  private static final Normalizer2 COMPATIBILITY = Normalizer2.getNFKCInstance();

  /** The stop of a sentence, where a writer forgot the space. */
  private static final Pattern MISSING_SPACE = Pattern.compile("(?<=\\p{Ll})\\.(?=\\p{Lu})");

  int end() {
    return start + text.length();
  }

  /** What follows a place inside it. */
  Word from(int place) {
    return new Word(text.substring(place - start), place);
  }

  boolean isNumber() {
    return Character.isDigit(text.codePointAt(0));
  }

  /** As it is looked up: compatibility forms resolved, in lower case. */
  String key() {
    String lower = COMPATIBILITY.normalize(text).toLowerCase(Locale.ROOT);
    return OPTIONAL_MARKS.matcher(lower).replaceAll("").replace('’', '\'');
  }

  /** The words of an English text in order. */
  static List<Word> ofEnglish(String text) {
    List<Word> words = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      if (breaks.getRuleStatus() >= BreakIterator.WORD_NUMBER) {
        int from = start;
        Matcher missing = MISSING_SPACE.matcher(text).region(start, end);
        while (missing.find()) {
          words.add(new Word(text.substring(from, missing.start()), from));
          from = missing.end();
        }
        words.add(new Word(text.substring(from, end), from));
      }
    }
    return words;
  }

  /**
   * The words of a text in another language. What an apostrophe parts, as in {@code l'eau}, is two
   * words, and the apostrophe belongs to the first.
   */
  static List<Word> ofForeign(String text) {
    List<Word> parts = new ArrayList<>();
    for (Word word : ofEnglish(text)) {
      int from = 0;
      for (int to = 1; to <= word.text().length(); to++) {
        char last = word.text().charAt(to - 1);
        if (last == '\'' || last == '’' || to == word.text().length()) {
          parts.add(new Word(word.text().substring(from, to), word.start() + from));
          from = to;
        }
      }
    }
    return parts;
  }
}
