package org.precis.decode;

import java.util.Arrays;

/**
 * Penalises tokens that the sequence has already, the decoder start token included (Keskar et al.
 * 2019, section 4.1). In beam search the scores are log-probabilities, in greedy search raw logits.
 */
final class RepetitionPenalty implements LogitsProcessor {
  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    edits.penalise(Arrays.stream(tokens).distinct().toArray());
  }
}
