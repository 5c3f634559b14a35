package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * Self-attention keys and values of all positions decoded so far, layer by layer. R = rows, H =
 * heads, P = positions, K = width of a head. Not thread-safe.
 */
public final class KeyValueCache implements AutoCloseable {
  private final NDArray[] keys;
  private final NDArray[] values;
  private int positions;

  /** An empty cache of {@code layers} layers. */
  public KeyValueCache(int layers) {
    keys = new NDArray[layers];
    values = new NDArray[layers];
  }

  /** P, the number of cached positions. */
  public int positions() {
    return positions;
  }

  /** Keys of a layer, (R, H, P, K). */
  public NDArray keys(int layer) {
    return keys[layer];
  }

  /** Values of a layer, (R, H, P, K). */
  public NDArray values(int layer) {
    return values[layer];
  }

  /**
   * Appends positions to a layer. The old tensors are freed; the new ones belong to the scope of
   * the call until {@link #replaceAll} moves them.
   *
   * @param newKeys (R, H, T, K)
   * @param newValues (R, H, T, K)
   */
  public void append(int layer, NDArray newKeys, NDArray newValues) {
    boolean empty = keys[layer] == null;
    replace(
        layer,
        empty ? newKeys : keys[layer].concat(newKeys, 2),
        empty ? newValues : values[layer].concat(newValues, 2));
    if (layer == keys.length - 1) {
      positions += (int) newKeys.getShape().get(2);
    }
  }

  /** Replaces every tensor; one that the change returns unaltered stays open. */
  public void replaceAll(UnaryOperator<NDArray> change) {
    for (int layer = 0; layer < keys.length && keys[layer] != null; layer++) {
      replace(layer, change.apply(keys[layer]), change.apply(values[layer]));
    }
  }

  private void replace(int layer, NDArray newKeys, NDArray newValues) {
    if (keys[layer] != null && keys[layer] != newKeys) {
      keys[layer].close();
      values[layer].close();
    }
    keys[layer] = newKeys;
    values[layer] = newValues;
  }

  @Override
  public void close() {
    for (int layer = 0; layer < keys.length && keys[layer] != null; layer++) {
      keys[layer].close();
      values[layer].close();
    }
  }
}
