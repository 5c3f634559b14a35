package org.precis.train.objective;

import java.util.List;

/**
 * How likely a network finds targets after sources, whatever it is made of: all that a method needs
 * of a model that compares sources by it. Without gradients and dropout. Not thread-safe.
 */
public interface TargetLikelihoods {
  /**
   * Encodes sources once, for any number of targets.
   *
   * @param sources ids of each source
   * @return valid as long as the weights stay as they are; the caller closes it
   */
  Sources encode(List<int[]> sources);

  /** Encoded sources. M = sources, D = width of the encoder's states. */
  interface Sources extends AutoCloseable {
    /** Mean of the encoder's last states over the tokens of each source, (M, D). */
    float[][] means();

    /**
     * −log p of every target after every source, summed over the target's tokens.
     *
     * @param targets ids of each target, end token included, decoder start not
     * @return for each source a number for each target
     */
    double[][] negativeLogLikelihoods(List<int[]> targets);

    @Override
    void close();
  }
}
