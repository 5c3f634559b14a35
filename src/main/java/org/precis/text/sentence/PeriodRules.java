package org.precis.text.sentence;

import java.util.Set;
import java.util.regex.Pattern;

/** What can be said of a single period, the one stop with many meanings. Immutable. */
final class PeriodRules {
  /** Languages that write ordinal numbers with a period. */
  private static final Set<String> ORDINAL_PERIODS =
      Set.of(
          "de", "tr", "az", "cs", "sk", "pl", "hu", "fi", "da", "nb", "nn", "no", "is", "et", "lv",
          "lt", "sl", "hr", "bs", "sr");

  /** Those of them that write a capital after it: 3. Oktober, 2. Dünya Savaşı. */
  private static final Set<String> CAPITAL_AFTER_ORDINAL = Set.of("de", "tr", "az");

  private static final Pattern ROMAN = Pattern.compile("[IVXLC]{1,7}");

  /** A number or letter that counts an item at the beginning of a sentence. */
  private static final Pattern ENUMERATOR =
      Pattern.compile("[(\\[]?(?:\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,2})*|\\p{L}|[IVX]{1,5})");

  private static final int LONGEST_ENUMERATOR = 12;

  /** Words of an abbreviation such as u. v. a. m. */
  private static final int MOST_PARTS = 4;

  /** Words of as many letters are hardly abbreviations. */
  private static final int PLAIN_LENGTH = 5;

  private final String language;
  private final Abbreviations abbreviations;
  private final boolean hasModel;

  PeriodRules(String language, Abbreviations abbreviations, boolean hasModel) {
    this.language = language;
    this.abbreviations = abbreviations;
    this.hasModel = hasModel;
  }

  Verdict judge(StopContext stop) {
    if (stop.stop() == stop.from()) {
      return Verdict.GOES_ON; // .NET
    }
    return stop.hasGap() ? judgeSpaced(stop) : judgeTight(stop);
  }

  /** A period without white space after it: "end.Next", but "3.14", "U.S.A.", "example.com". */
  private Verdict judgeTight(StopContext stop) {
    String word = stop.word();
    boolean afterWord =
        (letters(word) >= 2 || Punctuation.isIdeographic(stop.before()))
            && (Character.isLowerCase(stop.before()) || isCaseless(word) || stop.closes());
    boolean beforeWord = isWordStart(stop) || Punctuation.isClearOpener(stop.nextChar());
    boolean ends =
        afterWord
            && beforeWord
            && stop.compound(2).isEmpty() // java.util.List
            && !abbreviations.goesBefore(word)
            && !abbreviations.mayEnd(word)
            && !stop.isInAddress();
    return ends ? Verdict.ENDS : Verdict.GOES_ON;
  }

  /** Whether a word begins that is no mere initial or part of a name such as NET. */
  private static boolean isWordStart(StopContext stop) {
    int first = stop.nextLetter();
    if (Punctuation.isCaseless(first)) {
      return Punctuation.isIdeographic(first) || letters(stop.nextWordText()) >= 2;
    }
    String word = stop.nextWordText();
    return Character.isUpperCase(first)
        && (word.length() == 1 || Character.isLowerCase(word.codePointAt(1)));
  }

  private Verdict judgeSpaced(StopContext stop) {
    int next = stop.nextLetter();
    boolean small = Character.isLowerCase(next) && !stop.nextIsBrand();
    if (small || next == ' ' || isEnumerator(stop)) {
      return Verdict.GOES_ON;
    }
    if (stop.closes() && Punctuation.isTerminator(stop.text().charAt(stop.end() - 1))) {
      return Verdict.ENDS; // "(Mass. Ave.)." has a stop of its own
    }
    for (int parts = MOST_PARTS; parts > 0; parts--) {
      String words = stop.compound(parts);
      if (abbreviations.mayEnd(words)) {
        return judgeFinalAbbreviation(stop, words);
      }
      if (abbreviations.goesBefore(words)) {
        return Verdict.GOES_ON;
      }
    }
    return judgeWord(stop, stop.word());
  }

  private Verdict judgeWord(StopContext stop, String word) {
    if (word.isEmpty()) {
      return Verdict.ENDS; // after a bracket or a sign
    }
    if (word.codePoints().allMatch(Character::isDigit)) {
      return judgeNumber(stop, word);
    }
    if (isInitial(word) && !Punctuation.isIdeographic(stop.before())) {
      return judgeInitial(stop);
    }
    if (ORDINAL_PERIODS.contains(language) && ROMAN.matcher(word).matches()) {
      return Verdict.GOES_ON;
    }
    return isPlain(word) || stop.closes() ? Verdict.ENDS : Verdict.ASK;
  }

  private static boolean isEnumerator(StopContext stop) {
    int length = stop.stop() - stop.sentence();
    return length <= LONGEST_ENUMERATOR
        && ENUMERATOR.matcher(stop.text()).region(stop.sentence(), stop.stop()).matches();
  }

  private Verdict judgeFinalAbbreviation(StopContext stop, String words) {
    boolean unit = words.length() == 1;
    boolean numbers = Character.isDigit(stop.nextLetter()) && !stop.closes();
    boolean foreign = Character.isLetter(stop.before()) && !Punctuation.isCaseless(stop.before());
    if (foreign && Punctuation.isCaseless(stop.nextLetter()) && !stop.closes()) {
      return Verdict.GOES_ON; // Acme Inc. in a text that has no capitals
    }
    if (numbers || (unit && !stop.isAfterNumber())) {
      return Verdict.GOES_ON;
    }
    if (!hasModel || abbreviations.begins(stop.nextWordText())) {
      return Verdict.ENDS;
    }
    boolean acronym = words.indexOf('.') > 0;
    return acronym ? Verdict.GOES_ON : Verdict.ASK; // U.S. Army
  }

  private Verdict judgeNumber(StopContext stop, String number) {
    boolean digitFollows = Character.isDigit(stop.nextLetter());
    boolean afterAbbreviation = !stop.compound(2).isEmpty(); // "fig. 5."; also "3. 15."
    if (language.equals("ko") && (afterAbbreviation || digitFollows)) {
      return Verdict.GOES_ON; // dates
    }
    if (number.length() > 2 || stop.isWordBound()) {
      return Verdict.ENDS;
    }
    if (digitFollows) {
      return Verdict.GOES_ON;
    }
    boolean ordinal = CAPITAL_AFTER_ORDINAL.contains(language) && !afterAbbreviation;
    return ordinal && !abbreviations.begins(stop.nextWordText()) ? Verdict.GOES_ON : Verdict.ENDS;
  }

  /** Whether a single letter stands alone or behind a hyphen: J., J.-P. */
  private static boolean isInitial(String word) {
    int start = word.charAt(0) == '-' ? 1 : 0;
    return word.codePointCount(start, word.length()) == 1
        && Character.isLetter(word.codePointAt(start));
  }

  private Verdict judgeInitial(StopContext stop) {
    if (Character.isLowerCase(stop.before())) {
      return Verdict.ASK;
    }
    return abbreviations.begins(stop.nextWordText()) ? Verdict.ENDS : Verdict.GOES_ON;
  }

  /** A word too long for an abbreviation, or of a script without capitals. */
  private boolean isPlain(String word) {
    boolean clear = !hasModel || word.chars().noneMatch(Character::isUpperCase);
    return (letters(word) >= PLAIN_LENGTH && clear) || isCaseless(word);
  }

  private static boolean isCaseless(String word) {
    return !word.isEmpty() && Punctuation.isCaseless(word.codePointAt(0));
  }

  private static long letters(String word) {
    return word.codePoints().filter(Character::isLetter).count();
  }
}
