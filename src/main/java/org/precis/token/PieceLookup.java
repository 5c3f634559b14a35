package org.precis.token;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Rust library cannot do for families whose pieces get their ids from a file of their own
 * (M2M100, Marian): read one table, say another. Immutable and thread-safe.
 */
final class PieceLookup {
  /** Code of a target language before a text: {@code >>fra<<}. */
  private static final Pattern CODE = Pattern.compile(">>[\\w@+.-]{1,40}<<");

  private final List<String> texts;
  private final BitSet silent;
  private final int unknownId;
  private final Map<String, Integer> codes;
  private final boolean twoModels;

  /**
   * A lookup.
   *
   * @param texts what is said for each id
   * @param silent ids for which nothing is said
   * @param unknownId id of a piece that the file lacks
   * @param codes ids of codes that may stand before a text
   * @param twoModels true if targets are cut by another model than sources
   */
  PieceLookup(
      List<String> texts,
      BitSet silent,
      int unknownId,
      Map<String, Integer> codes,
      boolean twoModels) {
    this.texts = List.copyOf(texts);
    this.silent = (BitSet) silent.clone();
    this.unknownId = unknownId;
    this.codes = Map.copyOf(codes);
    this.twoModels = twoModels;
  }

  /** True for {@code >>fra<<} and the like. */
  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  boolean twoModels() {
    return twoModels;
  }

  int unknownId() {
    return unknownId;
  }

  /** The code that a text starts with; empty if there is none that the vocabulary has. */
  String code(String text) {
    Matcher code = CODE.matcher(text);
    return code.lookingAt() && codes.containsKey(code.group()) ? code.group() : "";
  }

  int codeId(String code) {
    return codes.get(code);
  }

  /** Text of ids, as SentencePiece puts pieces together. */
  String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      if (id >= 0 && id < texts.size() && !silent.get(id)) {
        text.append(texts.get(id));
      }
    }
    return text.toString().replace(Piece.SPACE, " ").strip();
  }
}
