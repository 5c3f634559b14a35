package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.precis.eval.WordTokenizer;

/**
 * Words between white space and punctuation, in lower case, as BERT's basic tokenizer finds them,
 * except that punctuation is dropped. ASCII signs count as punctuation, currency signs beyond ASCII
 * do not; control and format characters (such as the zero-width joiner) vanish without parting a
 * word.
 */
final class CleanWords implements WordTokenizer {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int ASCII_END = 0x80;

  @Override
  public List<String> tokens(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            c -> {
              if (parts(c)) {
                finish(word, words);
              } else if (!vanishes(c)) {
                word.appendCodePoint(c);
              }
            });
    finish(word, words);
    return words;
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean parts(int c) {
    if (c < ASCII_END) {
      boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      return space || (c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c));
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean vanishes(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> c == REPLACEMENT;
    };
  }
}
