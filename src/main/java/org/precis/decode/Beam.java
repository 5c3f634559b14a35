package org.precis.decode;

import java.util.Arrays;

/**
 * An unfinished sequence. Immutable; the array is never written to after construction.
 *
 * @param tokens ids with the decoder start token
 * @param sum sum of the log-probabilities of all tokens but the first
 * @param row session row whose state holds every token but the last
 */
record Beam(int[] tokens, float sum, int row) {
  /** The beam that every search starts with. */
  static Beam start(int startToken, int row) {
    return new Beam(new int[] {startToken}, 0f, row);
  }

  /** Number of tokens with the decoder start token. */
  int length() {
    return tokens.length;
  }

  /** The token that the session has not seen yet. */
  int lastToken() {
    return tokens[tokens.length - 1];
  }

  /** This beam's tokens and one more. */
  int[] tokensAnd(int token) {
    int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
    longer[tokens.length] = token;
    return longer;
  }
}
