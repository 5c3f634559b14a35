package org.precis.token;

/**
 * A tokenized text.
 *
 * @param ids token ids, special tokens included
 * @param starts start of each token in the text, in UTF-16 units; for a special token where it
 *     stands
 * @param ends end of each token in the text; equal to its start for a special token
 */
public record Encoding(int[] ids, int[] starts, int[] ends) {
  public Encoding {
    if (ids.length != starts.length || ids.length != ends.length) {
      throw new IllegalArgumentException(
          ids.length + " ids, " + starts.length + " starts and " + ends.length + " ends");
    }
  }
}
