package org.precis.nn;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;

/**
 * A network's weights by their names in the checkpoint. Immutable; the tensors belong to whoever
 * made them. Safe for use by several threads as long as nobody writes to the tensors.
 *
 * @param tensors the weights
 */
public record NamedTensors(Map<String, NDArray> tensors) {
  public NamedTensors {
    tensors = Map.copyOf(tensors);
  }

  /**
   * The tensor of a name.
   *
   * @throws IllegalArgumentException if there is none; a loader checks names before
   */
  public NDArray get(String name) {
    NDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '%s' among %d".formatted(name, tensors.size()));
    }
    return tensor;
  }

  /** Names of all tensors. */
  public Set<String> names() {
    return tensors.keySet();
  }
}
