package org.precis.model.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.session.EncoderDecoder;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;
import org.precis.nn.TorchRuntime;

/** Encoder states, logits, losses and gradients against Hugging Face's. */
class NetworkParityTest {
  /** In float64 the reference's own fp32 norms are off by up to 2.8e-3 (encoder position bias). */
  private static final double GRADIENT_TOLERANCE = 5e-3;

  /** A bias of keys shifts all scores of a query alike: its gradient is 0 but for rounding. */
  private static final double GRADIENT_ROUNDING = 5e-6;

  static List<String> checkpoints() {
    return Checkpoints.ALL;
  }

  static List<String> checkpointsWithGradients() {
    return Checkpoints.ALL.stream().filter(name -> !name.equals("led")).toList();
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aTeacherForcedPassEqualsTheReference(String name) {
    JsonNode expected = Fixture.json(name + "/expected.json");
    try (LoadedNetwork loaded = Checkpoints.load(name)) {
      for (JsonNode batch : expected.get("loss")) {
        try (TensorScope scope = TensorScope.open()) {
          scope.suppressNotUsedWarning();
          assertBatch(batch, run(loaded, batch), tolerance(name));
        }
      }
    }
  }

  /** T5's unscaled attention makes the reference's own fp32 logits differ by 5e-4 from float64. */
  private static double tolerance(String name) {
    return name.contains("t5") ? 1e-3 : 1e-4;
  }

  private static TeacherForcing run(LoadedNetwork loaded, JsonNode batch) {
    return TeacherForcing.run(
        (EncoderDecoder) loaded.model().network(),
        Fixture.sources(batch),
        Fixture.targets(batch),
        loaded.model().manager());
  }

  private static void assertBatch(JsonNode batch, TeacherForcing actual, double tolerance) {
    double loss = batch.get("loss").asDouble();
    assertEquals(loss, actual.loss().getFloat(), 1e-5 * Math.max(1, loss));
    if (batch.has("encoder_last_hidden_state")) {
      assertStates(batch, actual.states());
    }
    // Rows of padding are compared as well: Hugging Face does not mask the decoder's input.
    if (batch.has("logits")) {
      assertLogits(batch.get("logits"), actual.logits(), tolerance);
    } else {
      assertLogits(batch.get("logits_first8"), actual.logits().get(":,:,0:8"), tolerance);
    }
  }

  /** States of real tokens; those of padding mean nothing. */
  private static void assertStates(JsonNode batch, NDArray actual) {
    float[] expected = Fixture.floats(batch.get("encoder_last_hidden_state").get("data"));
    List<int[]> sources = Fixture.sources(batch);
    int perSource = expected.length / sources.size();
    for (int row = 0; row < sources.size(); row++) {
      NDArray real = actual.get("%d,0:%d".formatted(row, sources.get(row).length));
      int from = row * perSource;
      float[] part = Arrays.copyOfRange(expected, from, from + (int) real.size());
      assertClose("encoder states " + row, real.getShape(), part, real, 1e-3);
    }
  }

  private static void assertLogits(JsonNode expected, NDArray actual, double tolerance) {
    Shape shape = actual.getShape();
    assertClose("logits", shape, Fixture.floats(expected.path("data")), actual, tolerance);
  }

  @ParameterizedTest
  @MethodSource("checkpointsWithGradients")
  void gradientNormsEqualTheReference(String name) {
    JsonNode batch = Fixture.json(name + "/expected.json").get("loss").get(1);
    try (LoadedNetwork loaded = Checkpoints.load(name)) {
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
      Set<String> trained = new TreeSet<>(weights.names());
      trained.remove(WeightNames.LOGITS_BIAS); // a buffer in Hugging Face's networks
      assertEquals(trained, new TreeSet<>(norms.keySet()));
      norms.forEach(
          (key, norm) -> {
            try (NDArray gradient = weights.get(key).getGradient()) {
              assertEquals(
                  norm,
                  gradient.norm().getFloat(),
                  GRADIENT_TOLERANCE * norm + GRADIENT_ROUNDING,
                  key);
            }
          });
    }
  }
}
