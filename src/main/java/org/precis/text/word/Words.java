package org.precis.text.word;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text in any script: maximal runs of letters, marks and digits, folded (lower case,
 * compatibility forms resolved, accents and short vowel signs removed). A run of a script without
 * spaces stays whole; whoever reads it cuts it into n-grams.
 */
public final class Words {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /**
   * A word, or a run of a script without spaces.
   *
   * @param text folded text
   * @param script how it is written
   */
  public record Word(String text, Script script) {}

  private Words() {}

  /** The words of {@code text}, in order. */
  public static List<Word> of(String text) {
    String folded = fold(text);
    List<Word> words = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    Script script = Script.SPACED;
    for (int i = 0; i < folded.length(); ) {
      int c = folded.codePointAt(i);
      i += Character.charCount(c);
      if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER) {
        continue;
      }
      boolean mark = isMark(c);
      if (!mark && !Character.isLetterOrDigit(c)) {
        flush(run, script, words);
        continue;
      }
      // A mark belongs to the letter before it whatever its own script is.
      Script own = mark && !run.isEmpty() ? script : Script.of(c);
      if (own != script) {
        flush(run, script, words);
        script = own;
      }
      run.appendCodePoint(c);
    }
    flush(run, script, words);
    return words;
  }

  /** How many words of average length a text has, in any script. */
  public static double count(String text) {
    double count = 0;
    for (Word word : of(text)) {
      count +=
          word.script() == Script.SPACED
              ? 1
              : (double) letters(word.text()) / word.script().lettersPerWord;
    }
    return count;
  }

  /** Characters other than combining marks. */
  public static int letters(String text) {
    return (int) text.codePoints().filter(c -> !isMark(c)).count();
  }

  private static String fold(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 0x80)) {
      return lower;
    }
    StringBuilder kept = new StringBuilder(lower.length());
    Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isAccent(c))
        .forEach(kept::appendCodePoint);
    return Normalizer.normalize(kept, Normalizer.Form.NFC);
  }

  /** Marks that a writer may leave out; those of Indic scripts are vowels and stay. */
  private static boolean isAccent(int c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x064B && c <= 0x0652) || c == 0x0670;
  }

  /** Whether a character combines with the one before it, as the vowel signs of Indic scripts. */
  public static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static void flush(StringBuilder run, Script script, List<Word> words) {
    if (!run.isEmpty()) {
      words.add(new Word(run.toString(), script));
      run.setLength(0);
    }
  }
}
