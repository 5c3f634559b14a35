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

  /**
   * @param size n, at least 1
   */
  NoRepeatNgram(int size) {
    this.size = size;
  }

  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    int context = size - 1;
    int suffix = tokens.length - context;
    for (int start = 0; start < suffix; start++) {
      int next = start + context;
      if (Arrays.equals(tokens, start, next, tokens, suffix, tokens.length)) {
        edits.ban(tokens[next]);
      }
    }
  }
}
