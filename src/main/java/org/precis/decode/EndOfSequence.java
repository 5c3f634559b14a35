package org.precis.decode;

/**
 * When a sequence is finished: the only place that knows. Immutable.
 *
 * @param eosToken token that ends a sequence
 * @param maxLength length, decoder start token included, at which every sequence ends
 * @param sentenceEnd token at the end of each sentence, of which {@code sentences} end a sequence;
 *     {@link DecodeOptions#NO_TOKEN} where sentences are not counted
 * @param sentences sentences of a sequence
 */
record EndOfSequence(int eosToken, int maxLength, int sentenceEnd, int sentences) {
  /** The end of sequences whose sentences are not counted. */
  EndOfSequence(int eosToken, int maxLength) {
    this(eosToken, maxLength, DecodeOptions.NO_TOKEN, 0);
  }

  /**
   * True if a sequence is finished.
   *
   * @param before its tokens but the last, decoder start token included
   * @param token its last token
   */
  boolean isReached(int[] before, int token) {
    if (before.length + 1 >= maxLength) {
      return true;
    }
    if (token == sentenceEnd) {
      return sentencesOf(before) + 1 >= sentences;
    }
    return token == eosToken;
  }

  /** Sentence ends after the decoder start token, which may be the same token. */
  private int sentencesOf(int[] tokens) {
    int ends = 0;
    for (int i = 1; i < tokens.length; i++) {
      // At once after another end, as a forced first token can be, it ends nothing.
      ends += tokens[i] == sentenceEnd && tokens[i - 1] != sentenceEnd ? 1 : 0;
    }
    return ends;
  }
}
