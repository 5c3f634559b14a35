package org.precis.train.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.Dropout;
import org.precis.nn.MatrixProduct;
import org.precis.nn.TensorScope;
import org.precis.train.data.Batch;
import org.precis.train.data.TokenizedExample;
import org.precis.train.optim.Parameters;

/** Layers computed twice against layers kept, and against finite differences. */
class RecomputedPassTest {
  private static final long SEED = 11;

  @ParameterizedTest
  @ValueSource(
      strings = {"mt5-gated-untied", "t5-relu-tied", "umt5-bytefallback", "bart", "pegasus"})
  void gradientsEqualThoseOfKeptLayers(String name) {
    JsonNode json = Fixture.json(name + "/expected.json").get("loss").get(1);
    List<TokenizedExample> examples = new ArrayList<>();
    for (int i = 0; i < Fixture.sources(json).size(); i++) {
      examples.add(
          new TokenizedExample(i, 0, Fixture.sources(json).get(i), Fixture.targets(json).get(i)));
    }
    Batch batch = new Batch(examples);
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(name), "cpu", LoadOptions.DEFAULT)) {
      NDManager manager = loaded.model().manager();
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      Parameters parameters =
          new Parameters(network.weights(), n -> !n.equals(WeightNames.LOGITS_BIAS), manager);
      double kept = loss(network, parameters, Dropout.NONE, false, batch, manager);
      List<float[]> expected = parameters.gradients().stream().map(NDArray::toFloatArray).toList();
      double norm = parameters.gradientNorm();
      parameters.zeroGradients();
      assertEquals(kept, loss(network, parameters, Dropout.NONE, true, batch, manager), 1e-6);
      for (int i = 0; i < expected.size(); i++) {
        assertClose(
            parameters.names().get(i),
            parameters.tensors().get(i).getShape(),
            expected.get(i),
            parameters.gradients().get(i),
            2e-6 * norm);
      }
    }
  }

  /** The slope along a direction: wrong if the second computation dropped other values. */
  @Test
  void gradientsBelongToWhatWasDropped(@TempDir Path folder) throws IOException {
    RandomCheckpoint.write(folder, RandomCheckpoint.Size.TINY.config(), 1);
    Batch batch =
        new Batch(
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        new TokenizedExample(
                            i, 0, new int[] {5, 9 + i, 33, 1}, new int[] {7, 8, 1}))
                .toList());
    Dropout dropout = new Dropout(0.3, 0.3, 0.3, true);
    try (LoadedNetwork loaded = ModelLoader.loadNetwork(folder, "cpu", LoadOptions.DEFAULT)) {
      NDManager manager = loaded.model().manager();
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      Parameters parameters = new Parameters(network.weights(), n -> true, manager);
      loss(network, parameters, dropout, true, batch, manager);
      double norm = parameters.gradientNorm();
      List<NDArray> direction = parameters.gradients().stream().map(NDArray::duplicate).toList();
      double step = 1e-2 / norm;
      move(parameters, direction, step / norm);
      double above = loss(network, parameters, dropout, true, batch, manager);
      move(parameters, direction, -2 * step / norm);
      double below = loss(network, parameters, dropout, true, batch, manager);
      assertTrue(norm > 1, "norm " + norm);
      assertEquals(norm, (above - below) / (2 * step), 0.01 * norm);
    }
  }

  private static void move(Parameters parameters, List<NDArray> direction, double length) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      for (int i = 0; i < direction.size(); i++) {
        NDArray weight = parameters.tensors().get(i);
        NDArray factor = weight.getManager().full(new Shape(), (float) length, DataType.FLOAT32);
        weight.addi(direction.get(i).mul(factor));
      }
    }
  }

  private static double loss(
      TransformerNetwork network,
      Parameters parameters,
      Dropout dropout,
      boolean recompute,
      Batch batch,
      NDManager manager) {
    return new CrossEntropyObjective(
            network,
            parameters,
            dropout,
            MatrixProduct.EXACT,
            new VocabularyLoss(0, 64, manager),
            recompute,
            manager)
        .accumulate(batch, StepTotals.of(List.of(batch)), SEED)
        .loss();
  }
}
