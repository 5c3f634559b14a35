package org.precis.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into blocks of one script each. One per text; not thread-safe.
 *
 * <p>A block grows sentence by sentence until it is long enough to tell its language, or until a
 * line ends and it is long enough for a guess: languages change between lines.
 */
final class TextBlocks {
  /** From this weight on a language can be told well. */
  static final int LONG_ENOUGH = 200;

  /** From this weight on a line of its own is a block of its own. */
  private static final int LONG_ENOUGH_LINE = 60;

  /** Characters after which even a text without punctuation is cut. */
  private static final int LONGEST_PIECE = 300;

  /** A piece with less in it, such as a name, does not end a block of another script. */
  private static final int LEAST_PIECE = 12;

  private static final String SENTENCE_ENDS = ".!?…。！？｡।॥۔؟;:";

  private final List<TextBlock> blocks = new ArrayList<>();
  private final StringBuilder block = new StringBuilder();
  private UnicodeScript script = UnicodeScript.COMMON;
  private int weight;

  private TextBlocks() {}

  /**
   * The blocks of a text, in order; none if there is no letter.
   *
   * @param lines the text's lines, cleaned and in lower case
   */
  static List<TextBlock> of(List<String> lines) {
    TextBlocks blocks = new TextBlocks();
    for (String line : lines) {
      blocks.addLine(line);
      if (blocks.weight >= LONG_ENOUGH_LINE) {
        blocks.close();
      }
    }
    blocks.close();
    return blocks.blocks;
  }

  private void addLine(String line) {
    int start = 0;
    while (start < line.length()) {
      int end = pieceEnd(line, start);
      add(line.substring(start, end).strip());
      start = end;
    }
  }

  /** Where the sentence ends that begins at {@code start}, or what can be taken of it. */
  private static int pieceEnd(String line, int start) {
    int latest = Math.min(line.length(), start + LONGEST_PIECE);
    for (int i = start; i < latest; i++) {
      if (SENTENCE_ENDS.indexOf(line.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    if (latest == line.length()) {
      return latest;
    }
    int space = line.lastIndexOf(' ', latest);
    int end = space > start ? space + 1 : latest;
    return end > start + 1 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
  }

  private void add(String piece) {
    Scripts letters = Scripts.in(piece);
    UnicodeScript own = letters.dominant();
    int ownWeight = letters.weight(own);
    boolean other = own != script && script != UnicodeScript.COMMON;
    if (other && ownWeight >= LEAST_PIECE) {
      close();
    }
    if (!other || ownWeight >= LEAST_PIECE) {
      block.append(block.isEmpty() ? "" : " ").append(piece);
      script = own == UnicodeScript.COMMON ? script : own;
      weight += ownWeight;
    }
    if (weight >= LONG_ENOUGH) {
      close();
    }
  }

  /** The block's text with spaces for the letters of other scripts, as of names. */
  private String ownText() {
    StringBuilder own = new StringBuilder(block.length());
    block.codePoints().forEach(c -> own.appendCodePoint(isOwn(Scripts.of(c)) ? c : ' '));
    return own.toString();
  }

  private boolean isOwn(UnicodeScript letter) {
    return letter == script || letter == UnicodeScript.COMMON;
  }

  private void close() {
    if (weight > 0) {
      blocks.add(new TextBlock(script, ownText(), weight));
    }
    block.setLength(0);
    script = UnicodeScript.COMMON;
    weight = 0;
  }
}
