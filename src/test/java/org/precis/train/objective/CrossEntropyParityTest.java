package org.precis.train.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.Dropout;
import org.precis.nn.GradientScope;
import org.precis.nn.MatrixProduct;
import org.precis.train.data.Batch;
import org.precis.train.data.TokenizedExample;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.GradientClip;
import org.precis.train.optim.Parameters;

/** Losses and gradients in pieces against the plain loss and Hugging Face's. */
class CrossEntropyParityTest {
  private static final int PIECE_ROWS = 5;

  /** Of the same source as the figures beside it: Hugging Face's LabelSmoother with 0.1. */
  private static final double SMOOTHED_LOSS = 6.9527513;

  @ParameterizedTest
  @ValueSource(
      strings = {"mt5-gated-untied", "t5-relu-tied", "bart", "pegasus", "marian", "m2m100"})
  void gradientsInPiecesEqualThoseOfTheWholeLoss(String name) {
    JsonNode batch = Fixture.json(name + "/expected.json").get("loss").get(1);
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(name), "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      NDManager manager = loaded.model().manager();
      Parameters parameters = parameters(network, manager);
      try (GradientScope scope = GradientScope.record()) {
        NDArray loss =
            TeacherForcing.run(network, Fixture.sources(batch), Fixture.targets(batch), manager)
                .loss();
        scope.backward(loss, manager.full(new Shape(), 1, DataType.FLOAT32));
      }
      List<float[]> whole = parameters.gradients().stream().map(NDArray::toFloatArray).toList();
      double norm = parameters.gradientNorm();
      parameters.zeroGradients();
      Objective objective = objective(network, parameters, 0, manager);
      Batch ours = batch(batch);
      LossParts parts = objective.accumulate(ours, StepTotals.of(List.of(ours)), 1);
      assertEquals(batch.get("loss").asDouble(), parts.loss(), 1e-5);
      for (int i = 0; i < whole.size(); i++) {
        assertClose(
            parameters.names().get(i),
            parameters.tensors().get(i).getShape(),
            whole.get(i),
            parameters.gradients().get(i),
            1e-6 * norm);
      }
    }
  }

  @Test
  void labelSmoothingEqualsHuggingFace() {
    JsonNode batch = Fixture.json(Fixture.MT5 + "/expected.json").get("loss").get(1);
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(Fixture.MT5), "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      NDManager manager = loaded.model().manager();
      Parameters parameters = parameters(network, manager);
      Objective objective = objective(network, parameters, 0.1, manager);
      Batch ours = batch(batch);
      StepTotals totals = StepTotals.of(List.of(ours));
      LossParts parts = objective.accumulate(ours, totals, 1);
      assertEquals(SMOOTHED_LOSS, parts.loss(), 1e-5);
      assertEquals(batch.get("loss").asDouble(), parts.parts().get("nll"), 1e-5);
      assertEquals(batch.get("loss").asDouble(), objective.measure(ours, totals).loss(), 1e-5);
    }
  }

  /**
   * This checkpoint's random weights make a badly conditioned network: rounding grows a hundredfold
   * from step to step, so that later steps of two implementations have nothing to do with each
   * other.
   */
  @Test
  void theFirstStepsOfClippedAdamWEqualPyTorch() {
    double[] tolerances = {1e-5, 1e-3};
    JsonNode reference =
        Fixture.json("optim/optim.json").get("train_mt5_gated_untied_adamw1e-3_clip1");
    JsonNode json =
        Fixture.json(Fixture.MT5 + "/expected.json")
            .get("loss")
            .get(reference.get("batch").asInt());
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(Fixture.MT5), "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      NDManager manager = loaded.model().manager();
      Parameters parameters = parameters(network, manager);
      AdamW optimizer = new AdamW(AdamW.Settings.DEFAULT, parameters, n -> true, manager);
      Objective objective = objective(network, parameters, 0, manager);
      Batch batch = batch(json);
      for (int i = 0; i < tolerances.length; i++) {
        JsonNode step = reference.get("steps").get(i);
        double tolerance = tolerances[i];
        parameters.zeroGradients();
        LossParts parts = objective.accumulate(batch, StepTotals.of(List.of(batch)), 1);
        double norm = parameters.gradientNorm();
        assertEquals(step.get("loss").asDouble(), parts.loss(), tolerance);
        assertEquals(step.get("grad_norm").asDouble(), norm, 20 * tolerance * norm);
        optimizer.step(1e-3, GradientClip.scale(norm, 1));
      }
    }
  }

  @Test
  void sixStepsOfClippedAdamWEqualPyTorchInFloat64(@TempDir Path folder) throws IOException {
    JsonNode reference = Fixture.json("optim/tiny-steps.json");
    RandomCheckpoint.write(folder, RandomCheckpoint.Size.TINY.config(), 1);
    Batch batch =
        batch(
            Fixture.rows(reference.get("source"), reference.path("none")),
            Fixture.rows(reference.get("target"), reference.path("none")));
    try (LoadedNetwork loaded = ModelLoader.loadNetwork(folder, "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      NDManager manager = loaded.model().manager();
      Parameters parameters = parameters(network, manager);
      AdamW optimizer = new AdamW(AdamW.Settings.DEFAULT, parameters, n -> true, manager);
      Objective objective = objective(network, parameters, 0, manager);
      for (JsonNode step : reference.get("steps")) {
        parameters.zeroGradients();
        LossParts parts = objective.accumulate(batch, StepTotals.of(List.of(batch)), 1);
        double norm = parameters.gradientNorm();
        assertEquals(step.get("loss").asDouble(), parts.loss(), 1e-5);
        assertEquals(step.get("grad_norm").asDouble(), norm, 1e-5 * norm);
        optimizer.step(1e-3, GradientClip.scale(norm, 1));
      }
    }
  }

  private static Parameters parameters(TransformerNetwork network, NDManager manager) {
    return new Parameters(
        network.weights(), name -> !name.equals(WeightNames.LOGITS_BIAS), manager);
  }

  private static Objective objective(
      TransformerNetwork network, Parameters parameters, double smoothing, NDManager manager) {
    return new CrossEntropyObjective(
        network,
        parameters,
        Dropout.NONE,
        MatrixProduct.EXACT,
        new VocabularyLoss(smoothing, PIECE_ROWS, manager),
        false,
        manager);
  }

  private static Batch batch(JsonNode json) {
    return batch(Fixture.sources(json), Fixture.targets(json));
  }

  private static Batch batch(List<int[]> sources, List<int[]> targets) {
    List<TokenizedExample> examples = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      examples.add(new TokenizedExample(i, 0, sources.get(i), targets.get(i)));
    }
    return new Batch(examples);
  }
}
