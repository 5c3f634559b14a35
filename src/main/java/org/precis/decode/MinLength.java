package org.precis.decode;

/**
 * Bans the end token while the sequence is shorter than a length.
 *
 * @param minLength length with the decoder start token
 * @param eosToken the end token
 */
record MinLength(int minLength, int eosToken) implements LogitsProcessor {
  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    if (tokens.length < minLength) {
      edits.ban(eosToken);
    }
  }
}
