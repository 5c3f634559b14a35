package org.precis.nn;

import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of halves and their gradients against exact ones. */
class ProductPrecisionTest {
  private static final int ROWS = 6;
  private static final int IN = 32;
  private static final int OUT = 8;

  /**
   * 32 products of numbers around 1 with relative errors of up to 2⁻⁸, those of bfloat16, or 2⁻¹¹,
   * and a rounded sum.
   */
  @ParameterizedTest
  @CsvSource({"BF16, 0.1", "FP16, 0.0125"})
  void valuesAndGradientsAreCloseToExactOnes(ProductPrecision precision, double tolerance) {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray[] exact = results(ProductPrecision.FP32, manager);
      NDArray[] rounded = results(precision, manager);
      assertClose("product", exact[0], rounded[0], tolerance);
      assertClose("gradient of x", exact[1], rounded[1], tolerance);
      assertClose("gradient of the weight", exact[2], rounded[2], tolerance);
    }
  }

  /** Product and both gradients. */
  private static NDArray[] results(ProductPrecision precision, NDManager manager) {
    NDArray x = random(1, ROWS, IN, manager);
    NDArray weight = random(2, OUT, IN, manager);
    x.setRequiresGradient(true);
    weight.setRequiresGradient(true);
    try (GradientScope scope = GradientScope.record()) {
      NDArray y = precision.product().apply(x, weight);
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
