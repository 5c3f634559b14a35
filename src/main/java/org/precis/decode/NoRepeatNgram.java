package org.precis.decode;

import java.util.Arrays;

/**
 * Bans every token that would complete an n-gram which the sequence has already. The decoder start
 * token counts as part of the sequence.
 *
 * <p>One pass over the sequence a step, which mostly fails at the first comparison: an n-gram map
 * that follows its beam would have to be copied at every branching, which costs the same.
 */
final class NoRepeatNgram implements LogitsProcessor {
  private final int size;
  private final int sentenceEnd;

  /**
   * @param size n, at least 1
   * @param sentenceEnd token that is in no n-gram, for it has to come again; {@link
   *     DecodeOptions#NO_TOKEN} if there is none
   */
  NoRepeatNgram(int size, int sentenceEnd) {
    this.size = size;
    this.sentenceEnd = sentenceEnd;
  }

  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    int context = size - 1;
    int suffix = tokens.length - context;
    for (int i = Math.max(suffix, 0); i < tokens.length; i++) {
      if (tokens[i] == sentenceEnd) {
        return;
      }
    }
    for (int start = 0; start < suffix; start++) {
      int next = start + context;
      if (tokens[next] != sentenceEnd
          && Arrays.equals(tokens, start, next, tokens, suffix, tokens.length)) {
        edits.ban(tokens[next]);
      }
    }
  }
}
