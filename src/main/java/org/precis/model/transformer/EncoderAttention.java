package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.precis.nn.Attention;

/** How the positions of a source see each other. B = sources, S = length, D = width. */
@FunctionalInterface
interface EncoderAttention {
  /** The self-attention of one batch, after what all layers share is computed. */
  @FunctionalInterface
  interface Pass {
    /**
     * Self-attention of a layer, output projection included.
     *
     * @param x (B, S, D)
     * @return (B, S, D)
     */
    NDArray apply(int layer, NDArray x);
  }

  /**
   * Begins a batch.
   *
   * @param mask padding mask, (B, 1, 1, S)
   */
  Pass begin(NDArray mask);

  /** Every position sees all others. */
  static EncoderAttention full(List<MultiHead> layers, PositionBiases biases) {
    return mask -> {
      int length = (int) mask.getShape().get(3);
      List<NDArray> bias = biases.of(0, length, length, mask);
      return (n, x) -> {
        MultiHead heads = layers.get(n);
        long batch = x.getShape().get(0);
        NDArray gathered =
            Attention.attend(heads.queries(x, batch), heads.keys(x), heads.values(x), bias.get(n));
        return heads.merge(gathered, batch);
      };
    };
  }
}
