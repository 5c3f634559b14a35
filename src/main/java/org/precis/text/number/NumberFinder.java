package org.precis.text.number;

import java.lang.Character.UnicodeScript;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers of one text: digits of any script, separators of any language, words of scale
 * after or before them. Not thread-safe; one object a text.
 */
final class NumberFinder {
  /** Groups parted by spaces, which must have three digits; or digits with other separators. */
  private static final Pattern DIGITS =
      Pattern.compile(
          "[0-9]{1,3}(?:[ \u00A0\u202F\u2009][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])"
              + "|[0-9]+(?:[.,:'\u2019\u066B\u066C\u060C"
              + NumberReading.PERSIAN_SLASH
              + "][0-9]+)*");

  /** Longer ones are identifiers, and comparing them as numbers says nothing. */
  private static final int MOST_DIGITS = 30;

  private final NumberScale scales;
  private final String written;
  private final String text;
  private final List<NumberMention> mentions = new ArrayList<>();

  NumberFinder(NumberScale scales, String original) {
    this.scales = scales;
    this.written = Normalizer.normalize(original, Normalizer.Form.NFC);
    this.text = plain(written);
  }

  /** All numbers of the text, in order, those spelled in Chinese characters at the end. */
  List<NumberMention> find() {
    Matcher matcher = DIGITS.matcher(text);
    ScaledNumber open = null;
    int free = 0;
    while (matcher.find(free)) {
      ScaledNumber next = read(matcher, free);
      free = next.end();
      if (open != null && open.isContinuedBy(next, text)) {
        open = open.plus(next);
      } else {
        add(open);
        open = next;
      }
    }
    add(open);
    addSpelled();
    return mentions;
  }

  private ScaledNumber read(Matcher matcher, int free) {
    int start = matcher.start();
    int end = matcher.end();
    if (end - start > MOST_DIGITS) {
      return new ScaledNumber(start, end, Set.of(), List.of(), 0);
    }
    NumberReading reading = NumberReading.of(matcher.group());
    Set<BigDecimal> values = new LinkedHashSet<>(reading.values());
    reading.values().forEach(v -> values.addAll(CalendarYears.of(v, text, start)));
    List<Integer> powers = List.of(0);
    Optional<NumberScale.Match> scale = scales.after(text, end);
    // One word of scale may multiply the other, as in 3 thousand million or หมื่นล้าน.
    while (scale.isPresent()) {
      powers = sums(powers, scale.get().powers());
      end = scale.get().end();
      scale = scales.after(text, end);
    }
    if (powers.equals(List.of(0))) {
      Optional<NumberScale.Match> before = scales.before(text, free, start);
      if (before.isPresent()) {
        return ScaledNumber.of(
            before.get().start(), end, values, reading.parts(), before.get().powers());
      }
    }
    return ScaledNumber.of(start, end, values, reading.parts(), powers);
  }

  private void add(ScaledNumber number) {
    if (number == null || (number.values().isEmpty() && number.parts().isEmpty())) {
      return;
    }
    boolean named = number.start() > 0 && isLatin(text.charAt(number.start() - 1));
    mentions.add(
        new NumberMention(
            written.substring(number.start(), number.end()),
            number.values(),
            number.parts(),
            !named));
  }

  private void addSpelled() {
    for (int i = 0; i < text.length(); i++) {
      int end = i;
      while (end < text.length() && HanNumerals.isNumeral(text.charAt(end))) {
        end++;
      }
      if (end > i) {
        boolean unit = i > 0 && Character.isDigit(text.charAt(i - 1));
        if (!unit && end - i <= MOST_DIGITS) {
          addSpelled(i, end);
        }
        i = end;
      }
    }
  }

  private void addSpelled(int start, int end) {
    BigDecimal value = HanNumerals.value(text.substring(start, end));
    // 六成 is 60 percent.
    List<Integer> powers =
        scales.after(text, end).map(NumberScale.Match::powers).orElse(List.of(0));
    ScaledNumber number = ScaledNumber.of(start, end, Set.of(value), List.of(), powers);
    mentions.add(
        new NumberMention(written.substring(start, end), number.values(), List.of(), false));
  }

  static boolean isLatin(char c) {
    return Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN;
  }

  private static List<Integer> sums(List<Integer> left, List<Integer> right) {
    return left.stream().flatMap(a -> right.stream().map(b -> a + b)).distinct().toList();
  }

  /** ASCII digits for all others, ASCII signs for their full-width forms, lower case. */
  private static String plain(String written) {
    StringBuilder plain = new StringBuilder(written);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isDigit(c)) {
        plain.setCharAt(i, (char) ('0' + Character.digit(c, 10)));
      } else if (c >= '\uFF01' && c <= '\uFF5E') {
        plain.setCharAt(i, Character.toLowerCase((char) (c - '\uFF01' + '!')));
      } else if (c == '/' && i > 0 && isArabicDigit(written.charAt(i - 1))) {
        plain.setCharAt(i, NumberReading.PERSIAN_SLASH);
      } else {
        plain.setCharAt(i, Character.toLowerCase(c));
      }
    }
    return plain.toString();
  }

  private static boolean isArabicDigit(char c) {
    return (c >= '\u0660' && c <= '\u0669') || (c >= '\u06F0' && c <= '\u06F9');
  }
}
