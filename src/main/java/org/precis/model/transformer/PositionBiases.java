package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.List;
import org.precis.nn.RelativePositionBias;

/**
 * What is added to self-attention's scores, layer by layer: masks, and the relative bias where
 * there is one. H = heads, T = queries, S = keys. Thread-safe.
 */
@FunctionalInterface
interface PositionBiases {
  /**
   * Biases of each layer, broadcast to (B, H, T, S).
   *
   * @param first position of the first of {@code queries} queries
   * @param keys S, from position 0
   * @param mask broadcast to (B, H, T, S)
   */
  List<NDArray> of(int first, int queries, int keys, NDArray mask);

  /** What a configuration asks for. */
  static PositionBiases of(TransformerConfig config, Stack stack, Modules modules) {
    int layers = config.stack(stack).layers();
    if (!(config.positions() instanceof PositionConfig.Relative relative)) {
      return (first, queries, keys, mask) -> Collections.nCopies(layers, mask);
    }
    RelativePositionBias bias =
        new RelativePositionBias(
            relative.buckets(), relative.maxDistance(), stack == Stack.ENCODER);
    if (relative.everyLayer()) {
      List<NDArray> tables = modules.each(stack, n -> modules.weight(stack, n, Role.POSITION_BIAS));
      return (first, queries, keys, mask) ->
          tables.stream().map(table -> bias.of(table, first, queries, keys).add(mask)).toList();
    }
    NDArray table = modules.weight(stack, 0, Role.POSITION_BIAS);
    return (first, queries, keys, mask) ->
        Collections.nCopies(layers, bias.of(table, first, queries, keys).add(mask));
  }
}
