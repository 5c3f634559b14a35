package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.precis.nn.BandAttention;
import org.precis.nn.RelativePositionBias;

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

  /** What a configuration asks for. */
  static EncoderAttention of(TransformerConfig config, Modules modules) {
    List<MultiHead> layers =
        modules.each(Stack.ENCODER, n -> modules.selfAttention(Stack.ENCODER, n));
    EncoderReach reach = config.encoderReach();
    if (reach instanceof EncoderReach.Window window) {
      return new WindowAttention(
          window.radii(), layers, modules.each(Stack.ENCODER, modules::globalAttention));
    }
    if (reach instanceof EncoderReach.BlockSparse sparse) {
      return new BlockSparseAttention(sparse, layers);
    }
    if (reach instanceof EncoderReach.Local local) {
      return local(local.radius(), layers, relative(config, modules, Role.POSITION_BIAS));
    }
    if (reach instanceof EncoderReach.TransientGlobal global) {
      return new TransientGlobalAttention(
          global,
          layers,
          modules.each(Stack.ENCODER, n -> modules.norm(Stack.ENCODER, n, Role.GLOBAL_NORM)),
          relative(config, modules, Role.POSITION_BIAS),
          modules.weight(Stack.ENCODER, 0, Role.GLOBAL_POSITION_BIAS),
          relativeBias(config));
    }
    return full(layers, PositionBiases.of(config, Stack.ENCODER, modules));
  }

  /** Every position sees all others. */
  private static EncoderAttention full(List<MultiHead> layers, PositionBiases biases) {
    return mask -> {
      int length = (int) mask.getShape().get(3);
      List<NDArray> bias = biases.of(0, length, length, mask);
      return (n, x) -> {
        MultiHead heads = layers.get(n);
        long batch = x.getShape().get(0);
        NDArray gathered =
            heads.attend(heads.queries(x, batch), heads.keys(x), heads.values(x), bias.get(n));
        return heads.merge(gathered, batch);
      };
    };
  }

  /** Every position sees those at most {@code radius} away. */
  private static EncoderAttention local(
      int radius, List<MultiHead> layers, BandAttention.Relative relative) {
    return mask -> {
      BandAttention band = new BandAttention(mask, radius, relative);
      return (n, x) -> {
        MultiHead heads = layers.get(n);
        return heads.merge(heads.attend(x, band), x.getShape().get(0));
      };
    };
  }

  /** The first layer's relative bias, which serves all. */
  private static BandAttention.Relative relative(
      TransformerConfig config, Modules modules, Role table) {
    RelativePositionBias bias = relativeBias(config);
    NDArray weights = modules.weight(Stack.ENCODER, 0, table);
    return (first, queries, keys) -> bias.of(weights, first, queries, keys);
  }

  private static RelativePositionBias relativeBias(TransformerConfig config) {
    if (config.positions() instanceof PositionConfig.Relative relative) {
      return new RelativePositionBias(relative.buckets(), relative.maxDistance(), true);
    }
    throw new IllegalArgumentException(
        "local attention needs relative positions, not " + config.positions());
  }
}
