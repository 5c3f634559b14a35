package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.precis.nn.script.ScriptFunction;

/** A non-linearity, element by element. Thread-safe. */
@FunctionalInterface
public interface Activation {
  /** {@link Kind#GELU_NEW}, which DJL does not offer as one operation. */
  ScriptFunction GELU_TANH =
      ScriptFunction.of(
          """
          def forward(self, x: Tensor) -> Tensor:
            return torch.gelu(x, approximate="tanh")
          """);

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

  /** The function of a kind. */
  static Activation of(Kind kind) {
    return switch (kind) {
      case RELU -> x -> JniUtils.relu((PtNDArray) x);
      case GELU -> x -> JniUtils.gelu((PtNDArray) x);
      case SILU -> x -> x.mul(JniUtils.sigmoid((PtNDArray) x));
      case GELU_NEW -> GELU_TANH::apply;
    };
  }
}
