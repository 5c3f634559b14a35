package org.precis.train.run;

import org.precis.model.pgnet.PointerConfig;
import org.precis.model.transformer.StackConfig;
import org.precis.model.transformer.TransformerConfig;

/**
 * About how much memory training takes, in bytes. B = examples of a batch, S = source length, T =
 * target length, D = width, F = inner width, H = heads.
 *
 * @param weights of the network
 * @param gradients as many
 * @param optimizer its state
 * @param activations values that the backward pass needs, of the largest batch
 */
public record MemoryEstimate(long weights, long gradients, long optimizer, long activations) {
  /** Values a position that a layer keeps, in widths: norms, projections, dropout masks. */
  private static final int STATES_A_SUB_LAYER = 7;

  /** Values that attention keeps for a pair of positions: scores, probabilities, a dropout mask. */
  private static final long SCORES_A_PAIR = 4;

  /** Values that a feed-forward layer keeps, in inner widths. */
  private static final int INNER_A_LAYER = 6;

  /** Values that an LSTM keeps for a position, in widths: gates, memory, state. */
  private static final long VALUES_A_CELL = 8;

  /** All together. */
  public long total() {
    return weights + gradients + optimizer + activations;
  }

  /**
   * Values that the backward pass needs of a batch.
   *
   * @param recompute true if only the layers' inputs are kept, and one layer's inner values
   */
  public static long activations(
      TransformerConfig config, long batch, long source, long target, boolean recompute) {
    StackConfig encoder = config.encoder();
    StackConfig decoder = config.decoder();
    long inEncoder =
        batch
            * (source * states(config, encoder, 2)
                + SCORES_A_PAIR * encoder.heads() * source * source);
    long inDecoder =
        batch
            * (target * states(config, decoder, 3)
                + 2L * source * decoder.innerWidth()
                + SCORES_A_PAIR * decoder.heads() * target * (target + source));
    long kept =
        recompute
            ? batch
                    * config.width()
                    * (source * (long) encoder.layers() + target * (long) decoder.layers())
                + Math.max(inEncoder, inDecoder)
            : inEncoder * encoder.layers() + inDecoder * decoder.layers();
    return kept * Float.BYTES;
  }

  /** Values that the backward pass of a pointer-generator network needs of a batch. */
  public static long activations(PointerConfig config, long batch, long source, long target) {
    long hidden = config.hiddenSize();
    long encoder = source * (2L * config.embeddingSize() + VALUES_A_CELL * 2 * hidden);
    long decoder = target * (config.embeddingSize() + (VALUES_A_CELL + 4) * hidden);
    long attention = target * source * (config.attentionSize() + SCORES_A_PAIR);
    return batch * (encoder + decoder + attention) * Float.BYTES;
  }

  private static long states(TransformerConfig config, StackConfig stack, int subLayers) {
    return (long) STATES_A_SUB_LAYER * subLayers * Math.max(config.width(), stack.innerWidth())
        + (long) INNER_A_LAYER * stack.feedForwardWidth();
  }
}
