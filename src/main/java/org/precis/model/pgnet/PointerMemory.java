package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * What decoding needs of a batch of sources; all rows of a source share it. B = sources, S = source
 * length, H = hidden width, A = width of attention's features.
 *
 * <p>What is made of Java's memory, the mask and the columns, is here as it was made and no view of
 * it: a view does not keep that memory.
 *
 * @param states h, both directions of the encoder, (B, S, 2·H); those of padding are meaningless
 * @param mean of the states of each source's words, (B, 2·H)
 * @param features W_h·h, (B, 1, S, A)
 * @param mask 0 for words, very low for padding, (B, 1, 1, S)
 * @param start the decoder's first state, (B, H)
 * @param columns of the words in the extended vocabulary, (B, S), int64
 */
public record PointerMemory(
    NDArray states, NDArray mean, NDArray features, NDArray mask, NDArray start, NDArray columns)
    implements AutoCloseable {

  /** Number of sources. */
  int sources() {
    return (int) states.getShape().get(0);
  }

  /** The same with every tensor replaced. */
  public PointerMemory map(UnaryOperator<NDArray> change) {
    return new PointerMemory(
        change.apply(states),
        change.apply(mean),
        change.apply(features),
        change.apply(mask),
        change.apply(start),
        change.apply(columns));
  }

  @Override
  public void close() {
    states.close();
    mean.close();
    features.close();
    mask.close();
    start.close();
    columns.close();
  }
}
