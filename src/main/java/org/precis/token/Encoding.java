package org.precis.token;

import java.util.Arrays;

/**
 * A tokenized text.
 *
 * @param ids token ids, special tokens included
 * @param starts start of each token in the text, in UTF-16 units; for a special token where it
 *     stands
 * @param ends end of each token in the text; equal to its start for a special token
 * @param suffix number of special tokens behind the text
 */
public record Encoding(int[] ids, int[] starts, int[] ends, int suffix) {
  public Encoding {
    if (ids.length != starts.length || ids.length != ends.length) {
      throw new IllegalArgumentException(
          ids.length + " ids, " + starts.length + " starts and " + ends.length + " ends");
    }
    if (suffix < 0 || suffix > ids.length) {
      throw new IllegalArgumentException(suffix + " special tokens behind " + ids.length + " ids");
    }
  }

  /** At most so many ids; special tokens behind the text stay, for they end it. */
  public int[] idsWithin(int most) {
    return ids.length <= most ? ids : cut(Math.max(most, suffix)).ids;
  }

  /**
   * The first tokens, and behind them the special tokens that the whole text has there.
   *
   * @param length number of tokens of the result; not above this one's, and room for the suffix
   */
  public Encoding cut(int length) {
    if (length > ids.length || length < suffix) {
      throw new IllegalArgumentException(
          "%d tokens of %d, the last %d of which stay".formatted(length, ids.length, suffix));
    }
    int body = length - suffix;
    int end = body == 0 ? 0 : ends[body - 1];
    int[] newIds = Arrays.copyOf(ids, length);
    int[] newStarts = Arrays.copyOf(starts, length);
    int[] newEnds = Arrays.copyOf(ends, length);
    System.arraycopy(ids, ids.length - suffix, newIds, body, suffix);
    Arrays.fill(newStarts, body, length, end);
    Arrays.fill(newEnds, body, length, end);
    return new Encoding(newIds, newStarts, newEnds, suffix);
  }
}
