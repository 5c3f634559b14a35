package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * A stretch of training: gradients are recorded, and closing it frees every tensor that this thread
 * has made inside, but those kept. Use in try-with-resources, on one thread; several threads may
 * have one each. The opposite of {@link TensorScope}, which may be opened inside.
 */
public final class GradientScope implements AutoCloseable {
  private final boolean gradients;
  private final NDScope scope;

  private GradientScope() {
    gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    scope = new NDScope();
  }

  /** Records on this thread. */
  public static GradientScope record() {
    return new GradientScope();
  }

  /**
   * Adds to the gradients of all weights that {@code output} was computed from. What was recorded
   * is freed.
   *
   * @param gradient of the loss with respect to {@code output}; of its shape
   */
  public void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /** Lets {@code owner} free {@code tensor} instead of this scope. */
  public NDArray keep(NDArray tensor, NDManager owner) {
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
