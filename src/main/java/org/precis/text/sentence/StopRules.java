package org.precis.text.sentence;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * What can be said of a stop from its surroundings alone, in one language. Immutable.
 *
 * <p>The rules of all scripts are tried whatever the language, which tells abbreviations and
 * ordinal numbers only: a text whose language was mistaken is still cut rightly for the most part.
 */
final class StopRules {
  /** What may stand between a Japanese quotation and the verb that it belongs to. */
  private static final Pattern JAPANESE_QUOTED = Pattern.compile("と(?!ても|ころ|はいえ)|って|を|など|という");

  /** A Chinese verb of saying soon after a quotation. */
  private static final Pattern CHINESE_QUOTED =
      Pattern.compile("\\p{IsHan}{0,4}?[说說问問喊答叫道]{1,2}[，。：！？,:]");

  /** A Korean particle of quotation. */
  private static final Pattern KOREAN_QUOTED =
      Pattern.compile("이?라(?:고|며|는|면서)|(?:하고|고|며)(?!\\p{IsHangul})");

  /** Burmese words that take a quotation in, also after a space. */
  private static final Pattern BURMESE_QUOTED = Pattern.compile("ဟု|ဟူ|လို့|ဆိုပြီး");

  private static final Set<String> DANDA_LANGUAGES =
      Set.of("hi", "bn", "mr", "ne", "as", "or", "pa", "sa");

  private final String language;
  private final Abbreviations abbreviations;
  private final PeriodRules periods;

  /**
   * @param hasModel whether there is a model of the language, which knows names and acronyms better
   *     than a rule
   */
  StopRules(String language, Abbreviations abbreviations, boolean hasModel) {
    this.language = language;
    this.abbreviations = abbreviations;
    this.periods = new PeriodRules(language, abbreviations, hasModel);
  }

  /** Whether the language uses {@code c} as a stop. */
  boolean isStop(char c) {
    return Punctuation.isTerminator(c) || isGreekQuestion(c) || isDandaAsBar(c);
  }

  /** A danda typed as the bar that keyboards have. */
  private boolean isDandaAsBar(int c) {
    return c == '|' && DANDA_LANGUAGES.contains(language);
  }

  private boolean isGreekQuestion(int c) {
    return c == ';' && language.equals("el");
  }

  Verdict judge(StopContext stop) {
    if (stop.isLast()
        || Punctuation.isComma(stop.nextChar())
        || isBracketed(stop)
        || isQuotedAndGoesOn(stop)) {
      return Verdict.GOES_ON;
    }
    if (anyStop(stop, c -> Punctuation.isFullStop((char) c) || isDandaAsBar(c))) {
      return judgeFullStop(stop);
    }
    if (anyStop(stop, c -> Punctuation.isMark((char) c) || isGreekQuestion(c))) {
      return judgeMark(stop);
    }
    return stop.isEllipsis() ? judgeEllipsis(stop) : periods.judge(stop);
  }

  private static boolean anyStop(StopContext stop, IntPredicate test) {
    return stop.text().substring(stop.stop(), stop.afterStop()).chars().anyMatch(test);
  }

  /** Whether the stop is all that brackets hold: (!), [...]. */
  private static boolean isBracketed(StopContext stop) {
    int before = stop.before();
    return (before == '(' || before == '[' || before == '（') && stop.closes();
  }

  private Verdict judgeFullStop(StopContext stop) {
    boolean inNumber = Character.isDigit(stop.before()) && Character.isDigit(stop.nextChar());
    // Urdu spells M.A. with its stop; its letters are words too unless they stand together.
    boolean inInitials =
        abbreviations.goesBefore(stop.word()) && (!stop.hasGap() || stop.isAfterStop());
    return (inNumber && !stop.hasGap()) || inInitials ? Verdict.GOES_ON : Verdict.ENDS;
  }

  /** Whether a quotation closes and a particle or verb follows that takes it in. */
  private static boolean isQuotedAndGoesOn(StopContext stop) {
    boolean tight =
        follows(stop, JAPANESE_QUOTED)
            || follows(stop, CHINESE_QUOTED)
            || follows(stop, KOREAN_QUOTED);
    return stop.closes() && ((tight && !stop.hasGap()) || follows(stop, BURMESE_QUOTED));
  }

  private static boolean follows(StopContext stop, Pattern pattern) {
    return pattern.matcher(stop.text()).region(stop.next(), stop.to()).lookingAt();
  }

  private static Verdict judgeMark(StopContext stop) {
    int next = stop.nextLetter();
    if (stop.hasGap()) {
      boolean small = Character.isLowerCase(next) && !stop.nextIsBrand();
      boolean spoken =
          stop.closes() && Punctuation.isCaseless(next) && stop.isFewWordsBeforeNextStop();
      return small || spoken ? Verdict.GOES_ON : Verdict.ENDS;
    }
    boolean begins =
        Character.isUpperCase(next)
            || Punctuation.isCaseless(next)
            || Punctuation.isClearOpener(stop.nextChar());
    return begins && !stop.isInAddress() ? Verdict.ENDS : Verdict.GOES_ON;
  }

  /** An ellipsis ends a sentence where a capital says so: without capitals nothing does. */
  private static Verdict judgeEllipsis(StopContext stop) {
    boolean begins = Character.isUpperCase(stop.nextLetter()) || stop.nextIsBrand();
    boolean parts = stop.hasGap() || Character.isLetter(stop.before());
    return begins && parts && !stop.isInAddress() ? Verdict.ENDS : Verdict.GOES_ON;
  }
}
