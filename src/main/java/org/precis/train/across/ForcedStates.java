package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * States of a network under teacher forcing. B = examples, S = source length, T = target length, E
 * and D = widths of encoder and decoder, R = target tokens, W = numbers of a row; see {@link
 * StateWidths}.
 */
interface ForcedStates {
  /** The encoder's, (B, S, E). */
  NDArray encoded();

  /** The decoder's before the output projection, (B, T, D). */
  NDArray decoded();

  /**
   * What says how likely each word is at all tokens that count, target after target, not yet scaled
   * for the head, (R, W).
   */
  NDArray rows();

  /** Lengths of sequences. */
  static int[] lengths(List<int[]> sequences) {
    return sequences.stream().mapToInt(sequence -> sequence.length).toArray();
  }
}
