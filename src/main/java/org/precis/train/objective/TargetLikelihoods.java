package org.precis.train.objective;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.session.Network;
import org.precis.model.transformer.TransformerNetwork;

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

  /**
   * The likelihoods of a network that is not being trained.
   *
   * @param manager owner of what is computed with
   * @throws IllegalArgumentException if the network is of a kind that tells none
   */
  static TargetLikelihoods of(Network network, NDManager manager) {
    if (network instanceof PointerNetwork pointer) {
      int rows = VocabularyLoss.pieceRows(pointer.config().vocabularySize());
      return new PointerLikelihoods(pointer, new PointerLoss(pointer, rows, manager), manager);
    }
    if (network instanceof TransformerNetwork transformer) {
      int rows = VocabularyLoss.pieceRows(network.spec().targetVocabularySize());
      return new TransformerLikelihoods(transformer, new VocabularyLoss(0, rows, manager), manager);
    }
    throw new IllegalArgumentException(
        network.spec().modelType() + " models do not tell how likely a target is");
  }

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
