package org.precis.eval.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.precis.eval.WordTokenizer;

/** The tokenizers of sacreBLEU that need no dictionary. */
public enum BleuTokenizer implements WordTokenizer {
  /** NIST's mteval-v13a: Western punctuation, numbers kept whole. The default for reports. */
  V13A {
    @Override
    public List<String> tokens(String text) {
      String line = text.stripTrailing().replace("<skipped>", "").replace("-\n", "");
      line = line.replace('\n', ' ');
      line = line.replace("&quot;", "\"").replace("&amp;", "&");
      line = line.replace("&lt;", "<").replace("&gt;", ">");
      return words(western(" " + line + " "));
    }
  },

  /** NIST's mteval-v14: punctuation and symbols of all scripts, unless digits are on both sides. */
  INTL {
    @Override
    public List<String> tokens(String text) {
      String line = AFTER_NON_NUMBER.matcher(text.stripTrailing()).replaceAll("$1 $2 ");
      line = BEFORE_NON_NUMBER.matcher(line).replaceAll(" $1 $2");
      return words(SYMBOL.matcher(line).replaceAll(" $1 "));
    }
  },

  /** Chinese: every Chinese character and sign alone, the rest as 13a without its entities. */
  ZH {
    @Override
    public List<String> tokens(String text) {
      return words(western(CHINESE.matcher(text.strip()).replaceAll(" $0 ")));
    }
  },

  /** Every character but white space. */
  CHAR {
    @Override
    public List<String> tokens(String text) {
      List<String> tokens = new ArrayList<>();
      SPACE
          .matcher(text)
          .replaceAll("")
          .codePoints()
          .mapToObj(Character::toString)
          .forEach(tokens::add);
      return tokens;
    }
  };

  /** What Python's {@code str.split} parts words at. */
  static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}\\x1C-\\x1F]+");

  private static final Pattern SIGN = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern STOP_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private static final Pattern AFTER_NON_NUMBER = Pattern.compile("(\\P{N})(\\p{P})");
  private static final Pattern BEFORE_NON_NUMBER = Pattern.compile("(\\p{P})(\\P{N})");
  private static final Pattern SYMBOL = Pattern.compile("(\\p{S})");

  /**
   * The reference tool's ranges. U+2001 to U+2A6D is one of them by a slip (meant was U+20000 to
   * U+2A6D6), so that dashes and quotation marks count as Chinese, and rare characters do not.
   */
  private static final Pattern CHINESE =
      Pattern.compile(
          "[\u3400-\u4db5\u4e00-\u9fbb\uf900-\ufa2d\ufa30-\ufa6a\ufa70-\ufad9\u2001-\u2a6d"
              + "\uff00-\uffef\u2e80-\u2eff\u3000-\u303f\u31c0-\u31ef\u2f00-\u2fdf\u2ff0-\u2fff"
              + "\u3100-\u312f\u31a0-\u31bf\ufe10-\ufe1f\ufe30-\ufe4f\u3200-\u33ff]");

  private static String western(String line) {
    String parted = SIGN.matcher(line).replaceAll(" $1 ");
    parted = STOP_AFTER_NON_DIGIT.matcher(parted).replaceAll("$1 $2 ");
    parted = STOP_BEFORE_NON_DIGIT.matcher(parted).replaceAll(" $1 $2");
    return DASH_AFTER_DIGIT.matcher(parted).replaceAll("$1 $2 ");
  }

  /** The words between white space, none empty. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>(List.of(SPACE.split(line, -1)));
    words.removeIf(String::isEmpty);
    return words;
  }
}
