package org.precis.eval.rouge;

import java.lang.Character.UnicodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parts letters from numbers, as OpenNMT's tokenizer does in its mode "aggressive", and then
 * Chinese characters from one another. Every other sign is a word of its own; combining marks stay
 * with what they follow. Scripts are not parted.
 */
final class AggressiveSplit {
  private enum Kind {
    NONE,
    LETTER,
    NUMBER,
    IDEOGRAPH,
    SIGN
  }

  /** The blocks that BERT's tokenizer parts: Chinese characters, but no kana and no hangul. */
  private static final Set<UnicodeBlock> IDEOGRAPHS =
      Set.of(
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_B,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_C,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_D,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_E,
          UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS,
          UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS_SUPPLEMENT);

  private AggressiveSplit() {}

  /** Adds the parts of {@code word} to {@code parts}. */
  static void add(String word, List<String> parts) {
    StringBuilder part = new StringBuilder();
    Kind open = Kind.NONE;
    for (int c : word.codePoints().toArray()) {
      boolean mark = isMark(c);
      Kind kind = mark ? open : kind(c);
      boolean alone = kind == Kind.IDEOGRAPH || kind == Kind.SIGN;
      // A mark after a Chinese character stands alone, since that one is parted last.
      boolean starts = mark ? open == Kind.IDEOGRAPH : kind != open || alone;
      if (starts && !part.isEmpty()) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.appendCodePoint(c);
      open = mark && open != Kind.LETTER && open != Kind.NUMBER ? Kind.SIGN : kind;
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
  }

  /** The parts of all words, in order. */
  static List<String> of(List<String> words) {
    List<String> parts = new ArrayList<>();
    words.forEach(word -> add(word, parts));
    return parts;
  }

  private static Kind kind(int c) {
    UnicodeBlock block = UnicodeBlock.of(c);
    if (block != null && IDEOGRAPHS.contains(block)) {
      return Kind.IDEOGRAPH;
    }
    if (Character.isLetter(c)) {
      return Kind.LETTER;
    }
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          Kind.NUMBER;
      default -> Kind.SIGN;
    };
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
