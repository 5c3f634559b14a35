package org.precis.train.across;

import ai.djl.ndarray.NDArray;

/**
 * What the teacher says of a batch. A tensor that no loss needs is null. B = lessons, D = width, R
 * = summary tokens.
 *
 * @param documents pooled encoder states, (B, D)
 * @param rows {@link ForcedStates#rows}, (R, W)
 * @param encoder what the encoders' contrast is against
 * @param decoder what the decoders' contrast is against
 * @param hasNegatives false if there is no other document yet
 */
record Lectures(
    NDArray documents, NDArray rows, Contrasted encoder, Contrasted decoder, boolean hasNegatives) {

  /**
   * Vectors of length 1.
   *
   * @param positives of the own documents, (B, D)
   * @param negatives of other documents, (N, D)
   */
  record Contrasted(NDArray positives, NDArray negatives) {}
}
