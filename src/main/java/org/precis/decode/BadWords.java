package org.precis.decode;

import java.util.Arrays;
import java.util.List;

/**
 * Bans sequences of tokens: a single token everywhere, the last token of a longer sequence where
 * the tokens before it stand at the end.
 *
 * <p>As in Hugging Face the end token alone is not banned, and a sequence longer than what has been
 * decoded so far is not looked at, even if the decoder start token would begin it.
 */
final class BadWords implements LogitsProcessor {
  private final int[] everywhere;
  private final int[][] sequences;

  BadWords(List<List<Integer>> words, int eosToken) {
    this.everywhere =
        words.stream()
            .filter(word -> word.size() == 1)
            .mapToInt(word -> word.get(0))
            .filter(token -> token != eosToken)
            .distinct()
            .toArray();
    this.sequences =
        words.stream()
            .filter(word -> word.size() > 1)
            .map(word -> word.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    edits.ban(everywhere);
    for (int[] sequence : sequences) {
      int last = sequence.length - 1;
      if (sequence.length <= tokens.length
          && Arrays.equals(tokens, tokens.length - last, tokens.length, sequence, 0, last)) {
        edits.ban(sequence[last]);
      }
    }
  }
}
