package org.precis.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.t5.Fixture;
import org.precis.nn.GradientScope;
import org.precis.nn.NamedTensors;
import org.precis.nn.TorchRuntime;

/** Five steps on given gradients against PyTorch's and Hugging Face's optimizers. */
class OptimizerParityTest {
  private static final List<String> NAMES = List.of("W", "b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adamw_lr1e-2_wd0.01",
        "adamw_lr1e-2_clip1",
        "adagrad_lr0.15_acc0.1",
        "adafactor_fixed_lr1e-3",
        "adafactor_relative_warmup"
      })
  void weightsEqualTheReference(String name) throws Exception {
    JsonNode reference = Fixture.json("optim/optim.json");
    JsonNode steps = reference.get("runs").get(name);
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      Map<String, NDArray> weights =
          Map.of(
              "W", tensor(reference.get("start").get("W"), manager),
              "b", tensor(reference.get("start").get("b"), manager));
      Parameters parameters = new Parameters(new NamedTensors(weights), n -> true, manager);
      Optimizer optimizer = optimizer(name, parameters, manager);
      for (int i = 0; i < steps.size(); i++) {
        parameters.zeroGradients();
        for (String weight : NAMES) {
          record(weights.get(weight), reference.get("gradients").get(i).get(weight), manager);
        }
        double scale = 1;
        if (name.endsWith("clip1")) {
          double norm = parameters.gradientNorm();
          assertEquals(steps.get(i).get("norm_before").asDouble(), norm, 1e-6 * norm);
          scale = GradientClip.scale(norm, 1);
        }
        optimizer.step(rate(name), scale);
        for (String weight : NAMES) {
          JsonNode expected = steps.get(i).get(weight);
          assertClose(
              "step " + i + ", " + weight,
              shape(expected),
              Fixture.floats(expected.get("data")),
              weights.get(weight),
              2e-6);
        }
      }
      assertEquals(steps.size(), optimizer.steps());
    }
  }

  private static Optimizer optimizer(String name, Parameters parameters, NDManager manager) {
    return switch (name) {
      case "adagrad_lr0.15_acc0.1" ->
          new Adagrad(Adagrad.Settings.DEFAULT, parameters, n -> true, manager);
      case "adafactor_fixed_lr1e-3" ->
          new Adafactor(Adafactor.Settings.FIXED, parameters, n -> true, manager);
      case "adafactor_relative_warmup" ->
          new Adafactor(Adafactor.Settings.RELATIVE, parameters, n -> true, manager);
      default -> new AdamW(AdamW.Settings.DEFAULT, parameters, n -> true, manager);
    };
  }

  private static double rate(String name) {
    return Double.parseDouble(
        name.contains("_lr") ? name.replaceAll(".*_lr([0-9.]+(e-\\d)?).*", "$1") : "0");
  }

  /** Makes {@code gradient} the gradient of a weight: that of the sum of their product. */
  private static void record(NDArray weight, JsonNode gradient, NDManager manager) {
    try (GradientScope scope = GradientScope.record()) {
      NDArray loss = weight.mul(tensor(gradient, manager)).sum();
      scope.backward(loss, manager.full(new Shape(), 1, DataType.FLOAT32));
    }
  }

  private static NDArray tensor(JsonNode json, NDManager manager) {
    return manager.create(Fixture.floats(json.get("data")), shape(json));
  }

  private static Shape shape(JsonNode json) {
    long[] sizes = new long[json.get("shape").size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = json.get("shape").get(i).asLong();
    }
    return new Shape(sizes);
  }
}
