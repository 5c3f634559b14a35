package org.precis.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normalises headings: white space, numbering, a colon or hash at the end, all capitals.
 *
 * <p>Some numbering can only be told from words in company: "10 Ways to Sleep" and "V. Woolf" keep
 * what "1 Introduction" loses, because "1" has a neighbour "2" among the headings.
 */
final class Headings {
  /** A letter or quote in capitals or without case: "3.5 million" is no numbered heading. */
  private static final String TEXT = "(?=[\"“«„(¿¡]*[\\p{Lu}\\p{Lt}\\p{Lo}])";

  private static final List<Pattern> NUMBERING =
      List.of(
          Pattern.compile("\\p{Nd}{1,3}(?:[.٫]\\p{Nd}{1,3})+[.)]?\\s+" + TEXT),
          Pattern.compile("\\p{Nd}{1,3}[.)]\\s+(?=\\P{Nd})"),
          Pattern.compile("[IVXLC]{2,7}[.)]\\s+" + TEXT),
          Pattern.compile("[(（](?:\\p{Nd}{1,3}|[a-zA-Z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)）]\\s*"),
          Pattern.compile("§+\\s*\\p{Nd}{1,4}[a-z]?\\.?\\s+"),
          Pattern.compile("第\\s*[\\p{Nd}〇零一二三四五六七八九十百]{1,5}\\s*[章节節回編编部条條][\\s:：、]*"),
          Pattern.compile("[一二三四五六七八九十]{1,3}[、．]\\s*"),
          Pattern.compile(
              "(?iu:chapter|section|part|appendix|kapitel|abschnitt|teil|chapitre|section|partie"
                  + "|cap[íi]tulo|secci[óo]n|parte|глава|раздел|розділ|часть|bölüm|bab|sura)"
                  + "\\s+(?:\\p{Nd}{1,3}|[IVXLC]{1,7}|[A-Z])\\s*[.:—–-]\\s*"));

  private static final Pattern WEAK_NUMBERING =
      Pattern.compile("(?:(\\p{Nd}{1,2})|([IVX])[.)]|([A-Z])[.)])\\s+" + TEXT);

  private static final String SINGLE_ROMANS = "IVX";
  private static final int[] ROMAN_VALUES = {1, 5, 10};

  /** One word of this many capitals or fewer may be an acronym. */
  private static final int LONGEST_ACRONYM = 5;

  private Headings() {}

  /** Normalises one heading, which has no company. */
  static String normalise(String heading) {
    return normalise(List.of(heading)).get(0);
  }

  /** Normalises the headings of a document. */
  static List<String> normalise(List<String> headings) {
    List<String> stripped = new ArrayList<>(headings.size());
    Set<String> weak = new HashSet<>();
    for (String heading : headings) {
      String one = stripStrongNumbering(trimEnd(WhiteSpace.collapse(heading)));
      stripped.add(one);
      weak.addAll(weakNumbers(one, 0));
      weak.addAll(romanNumbers(heading));
    }
    stripped.replaceAll(one -> softenCapitals(stripWeakNumbering(one, weak)));
    return List.copyOf(stripped);
  }

  private static String trimEnd(String heading) {
    int end = heading.length();
    while (end > 0 && isTrailing(heading.charAt(end - 1))) {
      end--;
    }
    // A heading of nothing but such signs stays as it is.
    return end == 0 ? heading : heading.substring(0, end);
  }

  private static boolean isTrailing(char c) {
    return c == ':' || c == '：' || c == '#' || c == '¶' || WhiteSpace.is(c);
  }

  private static String stripStrongNumbering(String heading) {
    for (Pattern pattern : NUMBERING) {
      Matcher matcher = pattern.matcher(heading);
      if (matcher.lookingAt() && matcher.end() < heading.length()) {
        return heading.substring(matcher.end());
      }
    }
    return heading;
  }

  private static String stripWeakNumbering(String heading, Set<String> present) {
    Matcher matcher = WEAK_NUMBERING.matcher(heading);
    if (!matcher.lookingAt()) {
      return heading;
    }
    boolean inSeries =
        weakNumbers(heading, -1).stream().anyMatch(present::contains)
            || weakNumbers(heading, 1).stream().anyMatch(present::contains);
    return inSeries ? heading.substring(matcher.end()) : heading;
  }

  /** What a weak number may mean, as kind and value plus {@code step}: "V." is a letter or five. */
  private static List<String> weakNumbers(String heading, int step) {
    Matcher matcher = WEAK_NUMBERING.matcher(heading);
    if (!matcher.lookingAt()) {
      return List.of();
    }
    if (matcher.group(1) != null) {
      return List.of("number " + (Integer.parseInt(matcher.group(1)) + step));
    }
    if (matcher.group(3) != null) {
      return List.of("letter " + (matcher.group(3).charAt(0) + step));
    }
    char letter = matcher.group(2).charAt(0);
    int value = ROMAN_VALUES[SINGLE_ROMANS.indexOf(letter)];
    return List.of("letter " + (letter + step), "roman " + (value + step));
  }

  /** The value of a Roman numeral of several letters, which is stripped without company. */
  private static List<String> romanNumbers(String heading) {
    int end = heading.indexOf('.');
    return switch (end < 0 ? "" : heading.substring(0, end)) {
      case "II" -> List.of("roman 2");
      case "IV" -> List.of("roman 4");
      case "VI" -> List.of("roman 6");
      case "IX" -> List.of("roman 9");
      case "XI" -> List.of("roman 11");
      default -> List.of();
    };
  }

  private static String softenCapitals(String heading) {
    boolean capitals =
        heading.chars().anyMatch(Character::isUpperCase)
            && heading.chars().noneMatch(Character::isLowerCase);
    boolean acronym = heading.length() <= LONGEST_ACRONYM && heading.indexOf(' ') < 0;
    if (!capitals || acronym) {
      return heading;
    }
    // Turkish is the one language whose small letters differ, and it shows.
    boolean turkish = heading.chars().anyMatch(c -> "İĞŞ".indexOf(c) >= 0);
    Locale locale = turkish ? Locale.forLanguageTag("tr") : Locale.ROOT;
    StringBuilder out = new StringBuilder(heading.length());
    for (String word : heading.split(" ", -1)) {
      out.append(out.isEmpty() ? "" : " ").append(soften(word, out.isEmpty(), locale));
    }
    return out.toString();
  }

  private static String soften(String word, boolean first, Locale locale) {
    boolean spoken = word.chars().anyMatch(c -> c > 0x7F || "AEIOUY".indexOf(c) >= 0);
    if (!spoken || word.chars().anyMatch(Character::isDigit)) {
      return word; // "DNS", "COVID-19"
    }
    String small = word.toLowerCase(locale);
    int letter = 0;
    while (letter < small.length() && !Character.isLetter(small.charAt(letter))) {
      letter++;
    }
    if (!first || letter == small.length()) {
      return small;
    }
    return word.substring(0, letter + 1) + small.substring(letter + 1);
  }
}
