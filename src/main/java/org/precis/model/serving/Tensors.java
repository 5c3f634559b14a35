package org.precis.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

/** Who frees a tensor. */
final class Tensors {
  private Tensors() {}

  /** Lets {@code owner} free a tensor instead of the scope that it was made in. */
  static NDArray keep(NDArray tensor, NDManager owner) {
    tensor.attach(owner);
    NDScope.unregister(tensor);
    return tensor;
  }
}
