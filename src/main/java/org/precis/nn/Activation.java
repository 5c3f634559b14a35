package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** A non-linearity, element by element. Thread-safe. */
@FunctionalInterface
public interface Activation {
  /** Applies it to every element. */
  NDArray apply(NDArray x);

  /** The non-linearities that checkpoints use, by their names in {@code config.json}. */
  enum Kind {
    /** max(x, 0). */
    RELU,
    /** x·Φ(x) with the error function. */
    GELU,
    /** Hendrycks' approximation, ½x(1 + tanh(√(2/π)(x + 0.044715x³))). */
    GELU_NEW,
    /** x·σ(x), also called swish. */
    SILU
  }

  /**
   * The function of a kind.
   *
   * @param manager owner of the constants; lives as long as the function is used
   */
  static Activation of(Kind kind, NDManager manager) {
    return switch (kind) {
      case RELU -> x -> JniUtils.relu((PtNDArray) x);
      case GELU -> x -> JniUtils.gelu((PtNDArray) x);
      case SILU -> x -> x.mul(JniUtils.sigmoid((PtNDArray) x));
      case GELU_NEW -> {
        NDArray cubic = scalar(manager, 0.044715f);
        NDArray slope = scalar(manager, (float) Math.sqrt(2 / Math.PI));
        NDArray half = scalar(manager, 0.5f);
        NDArray one = scalar(manager, 1f);
        yield x -> {
          NDArray inner = x.add(x.mul(x).mul(x).mul(cubic)).mul(slope);
          return x.mul(half).mul(inner.tanh().add(one));
        };
      }
    };
  }

  private static NDArray scalar(NDManager manager, float value) {
    return manager.full(new Shape(), value, DataType.FLOAT32);
  }
}
