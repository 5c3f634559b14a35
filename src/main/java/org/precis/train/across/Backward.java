package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.precis.nn.GradientScope;

/**
 * One backward pass from several tensors whose gradients are known: from the sum of their products
 * with these gradients, which has just these as its own. Not thread-safe.
 */
final class Backward {
  private final GradientScope scope;
  private final NDManager manager;
  private final List<NDArray> products = new ArrayList<>();

  Backward(GradientScope scope, NDManager manager) {
    this.scope = scope;
    this.manager = manager;
  }

  /** Adds a tensor and the loss's gradient with respect to it, which is of its shape. */
  void add(NDArray tensor, NDArray gradient) {
    // What a script returns cannot be saved for the backward pass; a copy of it can.
    products.add(tensor.mul(gradient.duplicate()).sum());
  }

  /** Adds to the gradients of the weights. At least one tensor was added. */
  void run() {
    NDArray sum = products.get(0);
    for (NDArray product : products.subList(1, products.size())) {
      sum = sum.add(product);
    }
    scope.backward(sum, manager.full(new Shape(), 1, DataType.FLOAT32));
  }

  /** The first of a tensor's first axis; differentiable. */
  static NDArray first(NDArray tensor, long count) {
    return JniUtils.slice((PtNDArray) tensor, 0, 0, count, 1);
  }
}
