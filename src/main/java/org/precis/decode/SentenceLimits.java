package org.precis.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many sentences each source's sequence shall have, for models that end every sentence with a
 * token, as section summarisers are trained to (UOTSumm, Algorithm 3, step 6). A sequence is
 * finished with its last sentence; before that the token neither ends it nor counts as a repetition
 * of an n-gram, and it never follows the start token or itself, for that would be an empty
 * sentence.
 *
 * @param endToken token at the end of each sentence; may be the model's end token
 * @param counts sentences of each source, each at least 1
 * @param maxSentenceTokens tokens that a sentence may have on average, end token included: a
 *     sequence of n sentences ends after n times as many, finished or not
 */
public record SentenceLimits(int endToken, List<Integer> counts, int maxSentenceTokens) {
  /** Tokens of a sentence, on average, before one that does not end is cut. */
  public static final int USUAL_TOKENS = 80;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the rule and the value
   */
  public SentenceLimits {
    counts = List.copyOf(counts);
    if (endToken < 0) {
      throw new IllegalArgumentException("the sentence end is a token id, got " + endToken);
    }
    if (maxSentenceTokens < 2) {
      throw new IllegalArgumentException(
          "a sentence has at least 2 tokens, its end included, got " + maxSentenceTokens);
    }
    for (int count : counts) {
      if (count < 1) {
        throw new IllegalArgumentException(
            "a sequence has at least 1 sentence, got " + count + "; leave the source out instead");
      }
    }
  }

  /**
   * The sentences of a decoded sequence, without its start token and their ends. What stands behind
   * the last end, if anything does, is one more.
   *
   * @param tokens ids with the decoder start token
   * @param endToken token at the end of each sentence
   */
  public static List<int[]> sentences(int[] tokens, int endToken) {
    List<int[]> sentences = new ArrayList<>();
    int start = 1;
    for (int i = 1; i <= tokens.length; i++) {
      boolean end = i < tokens.length && tokens[i] == endToken;
      if (end || (i == tokens.length && i > start)) {
        sentences.add(Arrays.copyOfRange(tokens, start, i));
        start = i + 1;
      }
    }
    return sentences;
  }

  /** When the sequence of a source is finished. */
  EndOfSequence endOf(int source, int eosToken, int maxLength) {
    int count = counts.get(source);
    int longest = (int) Math.min(maxLength, 1L + (long) count * maxSentenceTokens);
    return new EndOfSequence(eosToken, longest, endToken, count);
  }
}
