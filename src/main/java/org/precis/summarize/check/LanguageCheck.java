package org.precis.summarize.check;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.precis.text.DetectedLanguage;
import org.precis.text.DetectedLanguage.Certainty;
import org.precis.text.LanguageDetector;
import org.precis.text.LanguageTags;

/** Whether a text is in the language that was asked for. Immutable and thread-safe. */
final class LanguageCheck {
  /** Below this many letters a detector guesses, whatever it says of its certainty. */
  private static final int FEWEST_LETTERS = 40;

  /** Names and quotations of another language are no fault; a text mostly in it is. */
  private static final double LEAST_SHARE = 0.5;

  private final LanguageDetector detector;

  LanguageCheck(LanguageDetector detector) {
    this.detector = detector;
  }

  /**
   * False if the text is clearly in another language; what is short or uncertain fails only if most
   * of its letters belong to another script.
   *
   * @param wanted BCP 47 tag
   */
  boolean isIn(String text, String wanted) {
    if (!isInScriptOf(text, wanted)) {
      return false;
    }
    DetectedLanguage detected = detector.detect(text);
    if (detected.certainty() == Certainty.MIXED) {
      double share =
          detected.parts().stream()
              .filter(p -> isSame(p.tag(), wanted))
              .mapToDouble(DetectedLanguage.Part::share)
              .sum();
      return share >= LEAST_SHARE;
    }
    return detected.certainty() != Certainty.CERTAIN
        || text.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS
        || isSame(detected.tag(), wanted);
  }

  private static boolean isSame(String tag, String wanted) {
    return LanguageTags.language(LanguageTags.normalise(tag))
        .equals(LanguageTags.language(LanguageTags.normalise(wanted)));
  }

  private static boolean isInScriptOf(String text, String wanted) {
    int[] expected = UScript.getCode(ULocale.forLanguageTag(wanted));
    if (expected == null) {
      return true;
    }
    Map<Boolean, Integer> letters = new HashMap<>();
    text.codePoints()
        .filter(Character::isLetter)
        .map(UScript::getScript)
        .filter(script -> script != UScript.COMMON && script != UScript.INHERITED)
        .forEach(
            script ->
                letters.merge(Arrays.stream(expected).anyMatch(e -> e == script), 1, Integer::sum));
    return letters.getOrDefault(true, 0) >= letters.getOrDefault(false, 0);
  }
}
