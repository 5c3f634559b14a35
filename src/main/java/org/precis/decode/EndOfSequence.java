package org.precis.decode;

/**
 * When a sequence is finished: the only place that knows. Immutable.
 *
 * @param eosToken token that ends a sequence
 * @param maxLength length, decoder start token included, at which every sequence ends
 */
record EndOfSequence(int eosToken, int maxLength) {
  /**
   * True if a sequence is finished.
   *
   * @param token its last token
   * @param length its length with that token and the decoder start token
   */
  boolean isReached(int token, int length) {
    return token == eosToken || length >= maxLength;
  }
}
