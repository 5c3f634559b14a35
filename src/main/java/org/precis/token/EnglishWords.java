package org.precis.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English text as words and back. A word is a run of letters and digits with what holds it together
 * ({@code don't}, {@code 3.14}, {@code U.S.}); a possessive {@code 's} and every other character
 * are words of their own. Going back puts spaces where English has them.
 */
final class EnglishWords {
  private static final String RUN = "[\\p{L}\\p{M}\\p{N}]+";
  private static final String ENDING = "(?![\\p{L}\\p{M}\\p{N}])";
  private static final Pattern WORD =
      Pattern.compile(
          "['’][sS]"
              + ENDING
              + "|(?:\\p{L}\\.){2,}"
              + "|"
              + RUN
              + "(?:(?:(?<=\\p{N})[.,](?=\\p{N})|['’](?![sS]"
              + ENDING
              + "))"
              + RUN
              + ")*"
              + "|\\S");
  private static final String CLOSING = ".,;:!?)]}%’”…";
  private static final String OPENING = "([{$£€#“‘";
  private static final String JOINING = "-/";
  private static final String ENDS = ".!?";

  private EnglishWords() {}

  /**
   * A word of a text.
   *
   * @param text as it stands there
   * @param start in UTF-16 units
   * @param end behind it
   */
  record Word(String text, int start, int end) {
    /** As it is looked up. */
    String folded() {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /** The words of a text in order. */
  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
    }
    return words;
  }

  /** Text of words, each sentence with a capital. */
  static String join(List<String> words) {
    StringBuilder text = new StringBuilder();
    boolean glued = true;
    boolean begins = true;
    boolean quoted = false;
    for (String word : words) {
      boolean quote = word.equals("\"");
      boolean joins = isOne(word, JOINING);
      boolean follows =
          glued || joins || isOne(word, CLOSING) || word.matches("['’]s") || (quote && quoted);
      text.append(follows ? "" : " ").append(begins ? capital(word) : word);
      glued = joins || isOne(word, OPENING) || (quote && !quoted);
      quoted ^= quote;
      begins = isOne(word, ENDS) || (begins && !Character.isLetterOrDigit(word.codePointAt(0)));
    }
    return text.toString();
  }

  private static boolean isOne(String word, String characters) {
    return word.length() == 1 && characters.contains(word);
  }

  private static String capital(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
  }
}
