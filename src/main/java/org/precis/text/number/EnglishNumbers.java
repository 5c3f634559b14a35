package org.precis.text.number;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.precis.text.LanguageTags;

/**
 * Numbers of a text as English writes them: {@code 1.037,5} of a German text is 1,037.5, and {@code
 * 350万} is 3.5 million. Which separator parts decimals is known from the language. What cannot be
 * read in one way only, dates among it, is left out. Stateless.
 */
public final class EnglishNumbers {
  private static final NumberScale SCALES = NumberScale.load();

  /** Digits with groups parted by spaces of some kind, or with other signs between them. */
  private static final String DIGITS =
      "(?<![0-9.,:/-])(?:[0-9]{1,3}(?:[%s\u00A0\u202F\u2009][0-9]{3})+(?:[.,][0-9]+)?"
          + "|[0-9]+(?:[.,:/'\u2019\u066B\u066C-][0-9]+)*)(?![0-9])";

  /** Where thousands are parted by a space, and where a common space parts two numbers. */
  private static final Pattern SPACED = Pattern.compile(DIGITS.formatted(" "));

  private static final Pattern UNSPACED = Pattern.compile(DIGITS.formatted(""));

  private static final Pattern SPACES = Pattern.compile("[ \u00A0\u202F\u2009'\u2019]");
  private static final Pattern GROUPED =
      Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}");
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,9})?");

  /** English would take these for thousands. */
  private static final Pattern DOUBTFUL = Pattern.compile("[1-9][0-9]{0,2}\\.[0-9]{3}");

  private static final List<String> UNITS = List.of("million", "billion", "trillion");
  private static final int MOST_DECIMALS = 3;

  private EnglishNumbers() {}

  /**
   * A number in a text.
   *
   * @param start offset of its first digit
   * @param end offset after it and its words of scale
   * @param english the number in English
   */
  public record Found(int start, int end, String english) {}

  /**
   * The numbers of a text, in order.
   *
   * @param language BCP 47 tag of the text
   */
  public static List<Found> of(String text, String language) {
    String plain = plain(text);
    ULocale locale = ULocale.forLanguageTag(LanguageTags.normalise(language));
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    boolean comma = symbols.getDecimalSeparator() == ',';
    boolean spaced = Character.isSpaceChar(symbols.getGroupingSeparator());
    List<Found> numbers = new ArrayList<>();
    Matcher matcher = (spaced ? SPACED : UNSPACED).matcher(plain);
    while (matcher.find()) {
      int start = matcher.start();
      if (start == 0
          || !(NumberFinder.isLatin(plain.charAt(start - 1)) || continues(plain, start))) {
        read(plain, start, matcher.end(), comma).ifPresent(numbers::add);
      }
    }
    return numbers;
  }

  /** Whether a sign of scale stands right before, as in 6万2000. */
  private static boolean continues(String text, int start) {
    return SCALES.after(text, start - 1).filter(scale -> scale.end() == start).isPresent();
  }

  /** Digits of all scripts as ASCII's, in lower case; of the same length. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      plain.setCharAt(
          i,
          Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : Character.toLowerCase(c));
    }
    return plain.toString();
  }

  private static Optional<Found> read(String text, int start, int end, boolean comma) {
    String written = text.substring(start, end);
    String english = SPACES.matcher(comma ? swapped(written) : written).replaceAll(",");
    english = english.replace('\u066B', '.').replace('\u066C', ',');
    boolean grouped = GROUPED.matcher(english).matches();
    if (!grouped && !PLAIN.matcher(english).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(english.replace(",", ""));
    Optional<Scale> found = scale(text, end).filter(scale -> !scale.isJoined(text));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Scale scale = found.get();
    if (scale.power() > 0) {
      BigDecimal whole = value.scaleByPowerOfTen(scale.power()).stripTrailingZeros();
      return Optional.of(new Found(start, scale.end(), scaled(whole)));
    }
    if (comma && DOUBTFUL.matcher(english).matches()) {
      return Optional.empty();
    }
    return Optional.of(new Found(start, end, grouped ? regrouped(english) : english));
  }

  /**
   * The words of scale behind a number, taken together.
   *
   * @param power of ten; 0 without such a word
   * @param end behind number and words
   */
  private record Scale(int power, int end) {
    /** Whether what follows belongs to the number, as in 6万2000 or 3D. */
    boolean isJoined(String text) {
      return end < text.length()
          && (Character.isDigit(text.charAt(end))
              || (power == 0 && NumberFinder.isLatin(text.charAt(end))));
    }
  }

  /** Empty where a word may mean several powers. */
  private static Optional<Scale> scale(String text, int from) {
    int power = 0;
    int end = from;
    Optional<NumberScale.Match> next = SCALES.after(text, end);
    // What may be no scale at all, such as m for metres, stays a word of its own.
    while (next.isPresent() && !next.get().powers().contains(0)) {
      List<Integer> powers = next.get().powers();
      if (powers.size() > 1) {
        return Optional.empty();
      }
      power += powers.get(0);
      end = next.get().end();
      next = SCALES.after(text, end);
    }
    return Optional.of(new Scale(power, end));
  }

  /** Full stops for commas, and the other way round. */
  private static String swapped(String number) {
    return number.replace('.', ';').replace(',', '.').replace(';', ',');
  }

  /** India's groups as thousands, decimals as they are. */
  private static String regrouped(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    String decimals = point < 0 ? "" : number.substring(point);
    return inFull(new BigDecimal(whole.replace(",", ""))) + decimals;
  }

  private static String scaled(BigDecimal value) {
    for (int i = UNITS.size(); i > 0; i--) {
      BigDecimal part = value.scaleByPowerOfTen(-3 * (i + 1)).stripTrailingZeros();
      if (part.compareTo(BigDecimal.ONE) >= 0 && part.scale() <= MOST_DECIMALS) {
        return part.toPlainString() + " " + UNITS.get(i - 1);
      }
    }
    return inFull(value);
  }

  private static String inFull(BigDecimal value) {
    DecimalFormat format =
        new DecimalFormat(
            "#,##0.#########", java.text.DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(value);
  }
}
