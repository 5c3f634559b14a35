package org.precis.token;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Checks SentencePiece's normalisation table before native code walks it.
 *
 * <p>The table is the size of a trie in bytes (u32, little endian), the trie as a double array of
 * u32 units, and UTF-8 replacements, each ended by a zero byte. A unit's bit 8 says that a value
 * hangs below it, its low 31 bits are a value in a value's place (a byte offset into the
 * replacements), bit 31 with the low 8 bits are its label, and its children lie at the position
 * XOR-ed with {@code (unit >>> 10) << ((unit & 512) >>> 6)} (Darts-clone). The library trusts these
 * numbers; a wrong one would end the process.
 */
final class PrecompiledCharsMap {
  /** Ten times the size of SentencePiece's own tables. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** NFKC's longest replacement, that of U+FDFA, has 33 bytes. */
  private static final int MAX_REPLACEMENT_BYTES = 256;

  private static final int LABEL_MASK = 0x800000FF;
  private static final int VALUE_MASK = 0x7FFFFFFF;
  private static final int BLOCK_MASK = 0xFF;

  private final String where;
  private final int[] units;
  private final byte[] replacements;

  private PrecompiledCharsMap(String where, int[] units, byte[] replacements) {
    this.where = where;
    this.units = units;
    this.replacements = replacements;
  }

  /**
   * Checks that every position and every offset reachable in the table lies inside it.
   *
   * @param where file and field, for messages
   * @throws TokenizerFormatException if not
   */
  static void check(byte[] table, String where) {
    if (table.length > MAX_BYTES || table.length < 2 * Integer.BYTES) {
      throw new TokenizerFormatException(
          "%s has %d bytes; a normalisation table has 8 to %d"
              .formatted(where, table.length, MAX_BYTES));
    }
    ByteBuffer buffer = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    long trieBytes = Integer.toUnsignedLong(buffer.getInt());
    if (trieBytes == 0 || trieBytes % Integer.BYTES != 0 || trieBytes > buffer.remaining()) {
      throw new TokenizerFormatException(
          "%s announces a trie of %d bytes; it is a multiple of 4 up to %d"
              .formatted(where, trieBytes, buffer.remaining()));
    }
    int[] units = new int[(int) trieBytes / Integer.BYTES];
    buffer.asIntBuffer().get(units);
    buffer.position(buffer.position() + (int) trieBytes);
    byte[] replacements = new byte[buffer.remaining()];
    buffer.get(replacements);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(replacements));
    } catch (CharacterCodingException e) {
      throw new TokenizerFormatException(where + " has replacements that are not UTF-8", e);
    }
    new PrecompiledCharsMap(where, units, replacements).walk();
  }

  private void walk() {
    BitSet seen = new BitSet(units.length);
    Deque<Integer> open = new ArrayDeque<>();
    visit(offset(units[0]), seen, open);
    while (!open.isEmpty()) {
      int parent = open.pop();
      for (int label = 1; label <= BLOCK_MASK; label++) {
        int position = parent ^ label;
        int unit = units[position];
        if ((unit & LABEL_MASK) != label) {
          continue;
        }
        int child = position ^ offset(unit);
        visit(child, seen, open);
        if ((unit >>> 8 & 1) == 1) {
          checkReplacement(units[child] & VALUE_MASK);
        }
      }
    }
  }

  /** A byte of any value may follow, so that the whole block of 256 around a node is looked at. */
  private void visit(int node, BitSet seen, Deque<Integer> open) {
    if ((node | BLOCK_MASK) >= units.length) {
      throw new TokenizerFormatException(
          "%s has a trie of %d units with a node at %d".formatted(where, units.length, node));
    }
    if (!seen.get(node)) {
      seen.set(node);
      open.push(node);
    }
  }

  private void checkReplacement(int start) {
    if (start > replacements.length || (start < replacements.length && isContinuation(start))) {
      throw new TokenizerFormatException(
          "%s has a replacement at %d of %d bytes, which is no start of a character"
              .formatted(where, start, replacements.length));
    }
    int end = start;
    while (end < replacements.length && replacements[end] != 0) {
      if (++end - start > MAX_REPLACEMENT_BYTES) {
        throw new TokenizerFormatException(
            "%s has a replacement of more than %d bytes at %d"
                .formatted(where, MAX_REPLACEMENT_BYTES, start));
      }
    }
  }

  private boolean isContinuation(int index) {
    return (replacements[index] & 0xC0) == 0x80;
  }

  private static int offset(int unit) {
    return (unit >>> 10) << ((unit & 512) >>> 6);
  }
}
