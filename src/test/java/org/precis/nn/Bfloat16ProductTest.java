package org.precis.nn;

import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Products of bfloat16 and their gradients against exact ones. */
class Bfloat16ProductTest {
  private static final int ROWS = 6;
  private static final int IN = 32;
  private static final int OUT = 8;

  /** 32 products of numbers around 1 with relative errors of up to 2⁻⁸, and a rounded sum. */
  private static final double TOLERANCE = 0.1;

  @Test
  void valuesAndGradientsAreCloseToExactOnes() {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray[] exact = results(MatrixProduct.EXACT, manager);
      NDArray[] rounded = results(new Bfloat16Product(), manager);
      assertClose("product", exact[0], rounded[0], TOLERANCE);
      assertClose("gradient of x", exact[1], rounded[1], TOLERANCE);
      assertClose("gradient of the weight", exact[2], rounded[2], TOLERANCE);
    }
  }

  /** Product and both gradients. */
  private static NDArray[] results(MatrixProduct product, NDManager manager) {
    NDArray x = random(1, ROWS, IN, manager);
    NDArray weight = random(2, OUT, IN, manager);
    x.setRequiresGradient(true);
    weight.setRequiresGradient(true);
    try (GradientScope scope = GradientScope.record()) {
      NDArray y = product.apply(x, weight);
      scope.backward(y, random(3, ROWS, OUT, manager));
      return new NDArray[] {
        scope.keep(y.stopGradient(), manager),
        scope.keep(x.getGradient(), manager),
        scope.keep(weight.getGradient(), manager)
      };
    }
  }

  private static NDArray random(long seed, int rows, int columns, NDManager manager) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(rows, columns));
  }
}
