package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * Where the decoder stands. B = sources, n = rows of each, R = B·n, S = source length, H = hidden
 * width.
 *
 * @param state s, the LSTM's state, (R, H)
 * @param cell its memory, (R, H)
 * @param coverage c, the sum of all attention so far, (B, n, S, 1)
 */
public record PointerState(NDArray state, NDArray cell, NDArray coverage) implements AutoCloseable {

  /** The same with every tensor replaced. */
  PointerState map(UnaryOperator<NDArray> change) {
    return new PointerState(change.apply(state), change.apply(cell), change.apply(coverage));
  }

  @Override
  public void close() {
    state.close();
    cell.close();
    coverage.close();
  }
}
