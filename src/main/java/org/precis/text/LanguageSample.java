package org.precis.text;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of a text that its language is told from: lines of words. Of a long text the beginning
 * and windows spread over the rest, so that the time taken has a bound.
 *
 * <p>Addresses, mark-up, digits, controls and unpaired surrogates go; letters become small, and
 * compatibility forms (full-width Latin, Arabic presentation forms) what they stand for.
 */
final class LanguageSample {
  /** Longest text that is read in full, in characters. */
  static final int LONGEST = 10_000;

  private static final int FIRST_WINDOW = 2_000;
  private static final int WINDOW = 1_000;
  private static final int WINDOWS = (LONGEST - FIRST_WINDOW) / WINDOW;

  /** How far a window's edge may move to stand at white space. */
  private static final int TOLERANCE = 40;

  private static final Pattern NO_WORDS =
      Pattern.compile(
          "(?:https?|ftp|file)://\\S{1,2000}+"
              + "|www\\.\\S{1,2000}+"
              + "|[\\w.+-]{1,64}+@[\\w-]{1,64}+\\.[\\w.]{1,64}+"
              + "|[@#]\\w{1,64}+"
              + "|</?[a-zA-Z!][^<>]{0,500}+>"
              + "|&#?\\w{1,31}+;"
              + "|[a-zA-Z0-9-]{1,64}+(?:[/\\\\_.][a-zA-Z0-9-]{1,64}+){2,20}+");

  private static final Normalizer2 COMPATIBILITY = Normalizer2.getNFKCInstance();

  /** Vowel signs that are seldom written, the tatweel that stretches words, Turkish i's dot. */
  private static final Pattern ORNAMENTS = Pattern.compile("[\u064B-\u0652\u0640\u0307\u00AD]");

  private LanguageSample() {}

  /** The sample's lines, none blank. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String window : windows(text)) {
      for (String line : window.split("[\\n\\r\\u0085\\u2028\\u2029]+", -1)) {
        String clean = clean(line);
        if (!clean.isEmpty()) {
          lines.add(clean);
        }
      }
    }
    return lines;
  }

  private static List<String> windows(String text) {
    if (text.length() <= LONGEST) {
      return List.of(text);
    }
    List<String> windows = new ArrayList<>();
    windows.add(text.substring(0, edge(text, FIRST_WINDOW)));
    double step = (double) (text.length() - FIRST_WINDOW - WINDOW) / (WINDOWS - 1);
    for (int i = 0; i < WINDOWS; i++) {
      int start = FIRST_WINDOW + (int) (i * step);
      windows.add(text.substring(edge(text, start), edge(text, start + WINDOW)));
    }
    return windows;
  }

  /** A place at or soon after {@code at} that cuts no word, if there is one. */
  private static int edge(String text, int at) {
    for (int i = at; i < Math.min(at + TOLERANCE, text.length()); i++) {
      if (WhiteSpace.is(text.charAt(i))) {
        return i;
      }
    }
    return at;
  }

  private static String clean(String line) {
    String words = NO_WORDS.matcher(paired(line)).replaceAll(" ");
    String small = COMPATIBILITY.normalize(words).toLowerCase(Locale.ROOT).replace('’', '\'');
    String plain = ORNAMENTS.matcher(small).replaceAll("");
    StringBuilder clean = new StringBuilder(plain.length());
    plain.codePoints().forEach(c -> append(c, clean));
    return clean.toString().strip();
  }

  /** The line without surrogates that have no other half, which no library takes well. */
  private static String paired(String line) {
    StringBuilder paired = new StringBuilder(line.length());
    line.codePoints().forEach(c -> paired.appendCodePoint(isSurrogate(c) ? ' ' : c));
    return paired.toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static void append(int c, StringBuilder clean) {
    if (isText(c)) {
      clean.appendCodePoint(c);
    } else if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
      clean.append(' ');
    }
  }

  private static boolean isText(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.OTHER_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION ->
          true;
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      default -> Character.isLetter(c);
    };
  }
}
