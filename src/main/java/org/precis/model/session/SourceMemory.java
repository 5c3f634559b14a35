package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What decoding needs of a batch of sources: each decoder layer's cross-attention keys and values,
 * and the padding mask. Shared by all rows of a source. B = sources, S = source length, H = heads,
 * K = width of a head.
 *
 * @param keys of each layer, (B, H, S, K)
 * @param values of each layer, (B, H, S, K)
 * @param mask (B, 1, 1, S)
 */
public record SourceMemory(List<NDArray> keys, List<NDArray> values, NDArray mask)
    implements AutoCloseable {
  public SourceMemory {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  /** Number of sources. */
  public long sources() {
    return mask.getShape().get(0);
  }

  /** The same with every tensor replaced. */
  public SourceMemory map(UnaryOperator<NDArray> change) {
    return new SourceMemory(
        keys.stream().map(change).toList(),
        values.stream().map(change).toList(),
        change.apply(mask));
  }

  @Override
  public void close() {
    keys.forEach(NDArray::close);
    values.forEach(NDArray::close);
    mask.close();
  }
}
