package org.precis.model.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.model.io.LoadedNetwork;
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

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aTeacherForcedPassEqualsTheReference(String name) {
    JsonNode expected = Fixture.json(name + "/expected.json");
    try (LoadedNetwork loaded = Checkpoints.load(name)) {
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
  @MethodSource("checkpoints")
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
