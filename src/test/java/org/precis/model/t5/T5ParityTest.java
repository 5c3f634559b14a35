package org.precis.model.t5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.TeacherForcing;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.TransformerShapes;
import org.precis.nn.Activation;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;
import org.precis.nn.TorchRuntime;

/** Encoder states, logits, losses and gradients against Hugging Face's. */
class T5ParityTest {
  /** In float64 the reference's own fp32 norms are off by up to 2.8e-3 (encoder position bias). */
  private static final double GRADIENT_TOLERANCE = 5e-3;

  @ParameterizedTest
  @ValueSource(strings = {Fixture.T5, Fixture.MT5})
  void aTeacherForcedPassEqualsTheReference(String name) {
    JsonNode expected = Fixture.json(name + "/expected.json");
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(name), "cpu", LoadOptions.DEFAULT)) {
      for (JsonNode batch : expected.get("loss")) {
        try (TensorScope scope = TensorScope.open()) {
          scope.suppressNotUsedWarning();
          assertBatch(batch, run(loaded, batch));
        }
      }
    }
  }

  private static TeacherForcing run(LoadedNetwork loaded, JsonNode batch) {
    return TeacherForcing.run(
        loaded.model().network(),
        Fixture.sources(batch),
        Fixture.targets(batch),
        loaded.model().manager());
  }

  private static void assertBatch(JsonNode batch, TeacherForcing actual) {
    assertEquals(batch.get("loss").asDouble(), actual.loss().getFloat(), 1e-5);
    if (batch.has("logits")) {
      assertTensor("encoder states", batch.get("encoder_last_hidden_state"), actual.states());
      assertTensor("logits", batch.get("logits"), actual.logits());
    } else {
      // Rows of padding are compared as well: Hugging Face does not mask the decoder's input.
      assertTensor("logits", batch.get("logits_first8"), actual.logits().get(":,:,0:8"));
    }
  }

  private static void assertTensor(String what, JsonNode expected, NDArray actual) {
    Shape shape = actual.getShape();
    assertClose(what, shape, Fixture.floats(expected.path("data")), actual, 1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {Fixture.T5, Fixture.MT5})
  void gradientNormsEqualTheReference(String name) {
    JsonNode batch = Fixture.json(name + "/expected.json").get("loss").get(1);
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(name), "cpu", LoadOptions.DEFAULT)) {
      NamedTensors weights = ((TransformerNetwork) loaded.model().network()).weights();
      weights.tensors().values().forEach(weight -> weight.setRequiresGradient(true));
      try (GradientCollector collector = TorchRuntime.engine().newGradientCollector()) {
        collector.backward(run(loaded, batch).loss());
      }
      Map<String, Double> norms = new HashMap<>();
      batch
          .get("grad_norms")
          .fields()
          .forEachRemaining(f -> norms.put(f.getKey(), f.getValue().asDouble()));
      assertEquals(weights.names(), norms.keySet());
      norms.forEach(
          (key, norm) -> {
            try (NDArray gradient = weights.get(key).getGradient()) {
              assertEquals(norm, gradient.norm().getFloat(), GRADIENT_TOLERANCE * norm, key);
            }
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"t5_v1_0_relu_tied,false", "t5_v1_1_gatedgelu_untied,true"})
  void logitsAreWithinOneTenThousandthOfTheGoldenFloat64Values(String name, boolean modern) {
    JsonNode golden = Fixture.json("golden-tiny-t5/golden.json").get(name);
    T5Config config =
        T5Config.builder()
            .vocabularySize(11)
            .width(8)
            .headWidth(3)
            .heads(4)
            .feedForwardWidth(10)
            .encoderLayers(2)
            .decoderLayers(2)
            .buckets(8)
            .gated(modern)
            .tiedHead(!modern)
            .activation(modern ? Activation.Kind.GELU_NEW : Activation.Kind.RELU)
            .build();
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      Map<String, NDArray> tensors = new HashMap<>();
      T5Names names = new T5Names(modern);
      TransformerShapes.of(config.transformer(), names)
          .forEach((key, shape) -> tensors.put(key, manager.create(rule(key, shape), shape)));
      assertEquals(golden.get("keys").size(), tensors.size());
      JsonNode inputs = golden.get("inputs");
      TeacherForcing actual =
          TeacherForcing.run(
              new TransformerNetwork(
                  config.transformer(), names, new NamedTensors(tensors), manager),
              List.of(new int[] {3, 5, 7, 9, 4, 6, 1}, new int[] {4, 6, 8, 1}),
              Fixture.rows(inputs.get("labels"), inputs.path("none")),
              manager);
      assertEquals(golden.get("loss_token_mean").asDouble(), actual.loss().getFloat(), 1e-6);
      // The last position of row 1 is padding, where the reference had another input than pad.
      float[] logits = Fixture.floats(golden.get("logits"));
      assertClose("logits 0", new Shape(3, 11), head(logits, 0, 33), actual.logits().get(0), 1e-6);
      assertClose(
          "logits 1", new Shape(2, 11), head(logits, 33, 22), actual.logits().get("1,0:2"), 1e-6);
      float[] states = Fixture.floats(golden.get("enc"));
      assertClose("states 0", new Shape(7, 8), head(states, 0, 56), actual.states().get(0), 1e-5);
      assertClose(
          "states 1", new Shape(4, 8), head(states, 56, 32), actual.states().get("1,0:4"), 1e-5);
    }
  }

  private static float[] head(float[] values, int from, int count) {
    return Arrays.copyOfRange(values, from, from + count);
  }

  /** The rule of {@code parity/golden-tiny-t5/SOURCE.md}. */
  private static float[] rule(String key, Shape shape) {
    long s = 0;
    for (int p = 1; p <= key.length(); p++) {
      s += (long) p * key.charAt(p - 1);
    }
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      double w = Math.sin(0.37 * (i + 1) + 0.11 * (s % 997));
      values[i] = (float) (key.contains("layer_norm") ? 1 + 0.1 * w : 0.3 * w);
    }
    return values;
  }
}
