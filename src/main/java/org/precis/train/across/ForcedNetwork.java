package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.precis.model.transformer.OutputHead;

/**
 * A network of any family as ACROSS looks at it, with or without gradients. B = sources, S = source
 * length, E = width of the encoder's states.
 */
interface ForcedNetwork {
  /** Widths of its states. */
  StateWidths widths();

  /** How its decoder states become logits of its vocabulary. */
  OutputHead head();

  /**
   * Encoder states, (B, S, E).
   *
   * @param sources ids, end token included
   */
  NDArray encode(List<int[]> sources);

  /**
   * States of both halves.
   *
   * @param targets the tokens that are predicted, a target for each source
   */
  ForcedStates force(List<int[]> sources, List<int[]> targets);
}
