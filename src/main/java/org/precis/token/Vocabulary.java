package org.precis.token;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Pieces and added tokens brought into one table of ids, with those marked that never stand for
 * text.
 *
 * <p>A special token must not be found in a text that spells it out. The library knows no such
 * switch, therefore the table that it gets holds, in place of a special token, a piece that cannot
 * occur: one with a plain space, which the pre-tokenizer has turned into {@code ▁} everywhere.
 * Scores and ids stay. Not thread-safe; used while loading.
 */
final class Vocabulary {
  /** Twice the largest table known (umT5: 256,384). */
  static final int MAX_SIZE = 1 << 19;

  /** T5's sentinels; mT5 has them among its ordinary pieces, with a space in front. */
  private static final Pattern SENTINEL = Pattern.compile(Piece.SPACE + "?<extra_id_[0-9]{1,4}>");

  private final List<Piece> pieces;
  private final Map<String, Integer> special = new LinkedHashMap<>();
  private final BitSet silent = new BitSet();
  private final List<AddedToken> ordinary = new ArrayList<>();
  private final BitSet unreachable = new BitSet();
  private final List<Piece> unlisted = new ArrayList<>();

  /** A table that starts with the model's pieces. */
  Vocabulary(List<Piece> pieces) {
    this.pieces = new ArrayList<>(pieces);
    for (int id = 0; id < pieces.size(); id++) {
      if (isSentinel(pieces.get(id).text())) {
        markSpecial(id, pieces.get(id).text());
      }
    }
  }

  /**
   * A table that starts with the entries of a vocabulary file; ids that it does not name stand for
   * nothing.
   *
   * @param source name of the file, for messages
   * @param ids id of each piece
   * @throws TokenizerFormatException if an id is out of range or given twice
   */
  static Vocabulary of(String source, Map<String, Integer> ids) {
    int size = 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    String[] texts = new String[size];
    ids.forEach(
        (text, id) -> {
          if (texts[id] != null) {
            throw new TokenizerFormatException(
                "%s gives the id %d to '%s' and to '%s'; ids are distinct"
                    .formatted(source, id, texts[id], text));
          }
          texts[id] = text;
        });
    List<Piece> pieces = new ArrayList<>(size);
    BitSet holes = new BitSet();
    for (int id = 0; id < size; id++) {
      holes.set(id, texts[id] == null);
      pieces.add(new Piece(texts[id] == null ? unmatchable(id) : texts[id], 0));
    }
    Vocabulary vocabulary = new Vocabulary(pieces);
    vocabulary.silent.or(holes);
    return vocabulary;
  }

  /** True for {@code <extra_id_7>} and the like. */
  static boolean isSentinel(String text) {
    return SENTINEL.matcher(text).matches();
  }

  /** Number of ids so far. */
  int size() {
    return pieces.size();
  }

  /**
   * Adds a token or marks a piece.
   *
   * @param source file that names the token, for messages
   * @throws TokenizerFormatException if its id is out of range or belongs to another text
   */
  void add(String source, AddedToken token) {
    Piece.of(token.content(), 0, source + ": added token " + token.id());
    if (token.id() < 0 || token.id() >= MAX_SIZE) {
      throw new TokenizerFormatException(
          "%s: added token '%s' has the id %d; ids are 0 to %d"
              .formatted(source, token.content(), token.id(), MAX_SIZE - 1));
    }
    while (pieces.size() < token.id()) {
      silent.set(pieces.size());
      pieces.add(new Piece(unmatchable(pieces.size()), 0));
    }
    if (pieces.size() == token.id()) {
      pieces.add(new Piece(token.content(), 0));
    } else if (isHole(token.id())) {
      pieces.set(token.id(), new Piece(token.content(), 0));
      silent.clear(token.id());
    } else if (!pieces.get(token.id()).text().equals(token.content())) {
      throw new TokenizerFormatException(
          "%s: added token '%s' has the id %d, which belongs to '%s'"
              .formatted(source, token.content(), token.id(), pieces.get(token.id()).text()));
    }
    if (token.special() || isSentinel(token.content())) {
      markSpecial(token.id(), token.content());
    } else if (!special.containsKey(token.content())) {
      ordinary.add(token);
    }
  }

  /** Makes a piece of the table stand for nothing, as SentencePiece's unused pieces. */
  void silence(int id) {
    silent.set(id);
  }

  /**
   * A table of a vocabulary file whose pieces are found by a SentencePiece model. Pieces that the
   * model lacks are said, but never read. Pieces of the model that the file lacks are read and
   * become the unknown token: they follow behind the table.
   *
   * @param source name of the file, for messages
   * @param ids id of each piece
   * @param found pieces of the model that stand for text, with their scores
   * @throws TokenizerFormatException if an id is given twice
   */
  static Vocabulary of(String source, Map<String, Integer> ids, List<Piece> found) {
    Vocabulary vocabulary = of(source, ids);
    vocabulary.unreachable.set(0, vocabulary.size());
    for (Piece piece : found) {
      Integer id = ids.get(piece.text());
      if (id == null) {
        vocabulary.unlisted.add(piece);
      } else {
        vocabulary.pieces.set(id, piece);
        vocabulary.unreachable.clear(id);
      }
    }
    return vocabulary;
  }

  /** True if every piece is both read and said, so that a tokenizer.json can hold the table. */
  boolean isOneTable() {
    BitSet said = (BitSet) unreachable.clone();
    said.andNot(silent);
    return said.isEmpty() && unlisted.isEmpty();
  }

  private boolean isHole(int id) {
    return silent.get(id) && pieces.get(id).text().equals(unmatchable(id));
  }

  private void markSpecial(int id, String content) {
    special.put(content, id);
    silent.set(id);
  }

  /** Ids of the special tokens by their text. */
  Map<String, Integer> special() {
    return special;
  }

  /** Ids that never stand for text. */
  BitSet silent() {
    return (BitSet) silent.clone();
  }

  /** Added tokens that do stand for text. */
  List<AddedToken> ordinary() {
    return List.copyOf(ordinary);
  }

  /** The table with special tokens as themselves; what else is silent is as in the other one. */
  List<Piece> stated() {
    List<Piece> table = matchable();
    special.values().forEach(id -> table.set(id, pieces.get(id)));
    return table;
  }

  /** The texts by id. */
  List<String> texts() {
    return pieces.stream().map(Piece::text).toList();
  }

  /** The table for the library: what is never read is replaced by what no text contains. */
  List<Piece> matchable() {
    List<Piece> table = new ArrayList<>(pieces);
    BitSet hidden = silent();
    hidden.or(unreachable);
    for (int id = hidden.nextSetBit(0); id >= 0; id = hidden.nextSetBit(id + 1)) {
      table.set(id, new Piece(unmatchable(id), pieces.get(id).score()));
    }
    table.addAll(unlisted);
    return table;
  }

  private static String unmatchable(int id) {
    return " #" + id;
  }
}
