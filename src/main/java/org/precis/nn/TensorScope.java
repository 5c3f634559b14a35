package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * A stretch of inference: no gradients are recorded, and closing it frees every tensor that this
 * thread has made inside, but those kept. Use in try-with-resources, on one thread.
 *
 * <p>Every entry into inference opens one: PyTorch records gradients by default in each new thread.
 * What the thread did before is restored on closing, so that a trainer may run a frozen model.
 */
public final class TensorScope implements AutoCloseable {
  private final boolean gradients;
  private final NDScope scope;

  private TensorScope() {
    gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    scope = new NDScope();
  }

  /** Opens a scope on this thread. */
  public static TensorScope open() {
    return new TensorScope();
  }

  /**
   * Runs a part of inference and frees what it made on the way, so that long inputs need the memory
   * of one part at a time. Where gradients are recorded, which need all of it, nothing is freed.
   *
   * @return the part's result, which belongs to the scope around
   */
  public static NDArray part(Supplier<NDArray> work) {
    if (JniUtils.isGradMode()) {
      return work.get();
    }
    NDArray result;
    try (NDScope inner = new NDScope()) {
      inner.suppressNotUsedWarning();
      result = work.get();
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }

  /** Lets {@code owner} free {@code tensor} instead of this scope. */
  public NDArray keep(NDArray tensor, NDManager owner) {
    return handOver(tensor, owner);
  }

  /** Lets {@code owner} free {@code tensor} instead of the scope that it was made in. */
  public static NDArray handOver(NDArray tensor, NDManager owner) {
    tensor.attach(owner);
    NDScope.unregister(tensor);
    return tensor;
  }

  /** Says to the compiler that a scope which keeps nothing is meant. */
  public void suppressNotUsedWarning() {
    scope.suppressNotUsedWarning();
  }

  @Override
  public void close() {
    scope.close();
    JniUtils.setGradMode(gradients);
  }
}
