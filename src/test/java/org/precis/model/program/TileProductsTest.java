package org.precis.model.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.family.Processor;
import org.precis.nn.TorchRuntime;
import org.precis.nn.script.ScriptModule;

/** oneDNN's products of bytes beside exact ones, over inputs of all kinds of range. */
class TileProductsTest {
  private static final int ROWS = 7;
  private static final int INPUTS = 96;
  private static final int OUTPUTS = 33;

  private final Random random = new Random(7);
  private NDManager manager;
  private ScriptModule program;
  private IValue weights;
  private float[] exactWeight;
  private float[] bias;

  @BeforeEach
  void pack() {
    assumeTrue(Processor.here().hasByteProducts());
    manager = TorchRuntime.engine().newBaseManager();
    program =
        ScriptModule.compile(
            ServingProgram.products(ServingProgram.SOURCE, LinearKind.bytesInTiles())
                + "\n  def packed_at(self, list: List[Tuple[Tensor, Tensor, Tensor, Optional[Tensor]]], x: Tensor) -> Tensor:\n"
                + "    return self.source_linear(x, list[0])\n",
            manager);
    exactWeight = uniform(OUTPUTS * INPUTS, -1, 1);
    bias = uniform(OUTPUTS, -1, 1);
    Packer packer = Packer.ofSources(program, manager);
    weights = packer.list();
    packer.pack(
        weights,
        List.of(manager.create(exactWeight, new Shape(OUTPUTS, INPUTS))),
        List.of(manager.create(bias)));
  }

  @AfterEach
  void free() {
    if (manager != null) {
      manager.close();
    }
  }

  /** A step of the bytes is a 253rd of the range from 0; half of one is lost at most. */
  @ParameterizedTest
  @CsvSource({"-1,1", "0,5", "2,3", "-3,-2", "-0.5,252.5", "-252.5,0.5", "-1e-6,1e-6", "0,0"})
  void rangesAreKept(float least, float most) {
    float[] x = uniform(ROWS * INPUTS, least, most);
    x[0] = least;
    x[1] = most;
    double step = (Math.max(most, 0) - Math.min(least, 0)) / 253;
    float[] found = multiply(x);
    for (int row = 0; row < ROWS; row++) {
      for (int out = 0; out < OUTPUTS; out++) {
        double exact = bias[out];
        double bound = 1e-5;
        for (int i = 0; i < INPUTS; i++) {
          double input = x[row * INPUTS + i];
          exact += input * exactWeight[out * INPUTS + i];
          bound += 0.51 * step * Math.abs(exactWeight[out * INPUTS + i]);
          bound += Math.abs(input) / 127; // half a step of the weight and some
        }
        assertEquals(exact, found[row * OUTPUTS + out], bound);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void whatIsNotFiniteStaysSo(float value) {
    float[] x = uniform(ROWS * INPUTS, -1, 1);
    x[5] = value;
    for (float number : multiply(x)) {
      assertTrue(Float.isNaN(number));
    }
  }

  @Test
  void extremesDoNotWrap() {
    float[] x = new float[ROWS * INPUTS];
    Arrays.fill(x, 0, INPUTS, 1f);
    Arrays.fill(x, INPUTS, 2 * INPUTS, -0.5f);
    float[] found = multiply(x);
    double[] sums = new double[OUTPUTS];
    for (int i = 0; i < exactWeight.length; i++) {
      sums[i / INPUTS] += exactWeight[i];
    }
    for (int out = 0; out < OUTPUTS; out++) {
      assertEquals(sums[out] + bias[out], found[out], 1);
      assertEquals(-sums[out] / 2 + bias[out], found[OUTPUTS + out], 1);
    }
  }

  private float[] multiply(float[] x) {
    NDArray inputs = manager.create(x, new Shape(ROWS, INPUTS));
    try (Arguments arguments = new Arguments(manager)) {
      arguments.borrowed(weights).tensor(inputs);
      try (IValue found = program.call("packed_at", arguments.array())) {
        return found.toTensor((PtNDManager) manager).toFloatArray();
      }
    }
  }

  private float[] uniform(int count, float least, float most) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = least + (most - least) * random.nextFloat();
    }
    return values;
  }
}
