package org.precis.train.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.t5.Fixture;
import org.precis.nn.Dropout;
import org.precis.train.data.Batch;
import org.precis.train.data.TokenizedExample;
import org.precis.train.optim.Adagrad;
import org.precis.train.optim.GradientClip;
import org.precis.train.optim.Parameters;

/** Losses against the equations, gradients against differences. */
class PointerObjectiveTest {
  private static final int PIECE_ROWS = 3;
  private static final JsonNode EXPECTED = Fixture.json("pgnet/expected.json");

  private LoadedNetwork loaded;
  private PointerNetwork network;
  private NDManager manager;
  private Parameters parameters;
  private Batch batch;
  private StepTotals totals;

  @BeforeEach
  void load() {
    loaded = ModelLoader.loadNetwork(Fixture.path("pgnet"), "cpu", new LoadOptions(true, 1));
    network = (PointerNetwork) loaded.model().network();
    manager = loaded.model().manager();
    parameters = new Parameters(network.weights(), name -> true, manager);
    batch =
        new Batch(
            StreamSupport.stream(EXPECTED.get("pairs").spliterator(), false)
                .map(
                    pair ->
                        new TokenizedExample(
                            0, 0, ints(pair.get("source_ids")), ints(pair.get("target_ids"))))
                .toList());
    totals = StepTotals.of(List.of(batch));
  }

  @AfterEach
  void free() {
    loaded.close();
  }

  private static int[] ints(JsonNode node) {
    return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
  }

  private PointerObjective objective(double weight, long from) {
    return new PointerObjective(
        network,
        parameters,
        Dropout.NONE,
        new CoverageSettings(weight, from),
        new PointerLoss(network, PIECE_ROWS, manager),
        manager);
  }

  private static double mean(String field, double sign) {
    double sum = 0;
    int count = 0;
    for (JsonNode pair : EXPECTED.get("pairs")) {
      for (JsonNode value : pair.get(field)) {
        sum += sign * value.asDouble();
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void lossAndCoverageEqualTheEquations() {
    LossParts parts = objective(0.5, 0).accumulate(batch, totals, 1);
    assertEquals(mean("log_p", -1), parts.parts().get("nll"), 1e-5);
    assertEquals(mean("repetition", 1), parts.parts().get("coverage"), 1e-5);
    assertEquals(mean("log_p", -1) + 0.5 * mean("repetition", 1), parts.loss(), 1e-5);
    LossParts measured = objective(0.5, 0).measure(batch, totals);
    assertEquals(mean("log_p", -1), measured.loss(), 1e-5);
    assertEquals(mean("repetition", 1), measured.parts().get("coverage"), 1e-5);
  }

  @Test
  void coverageBeginsToCostAtItsStep() {
    PointerObjective objective = objective(1, 7);
    objective.begin(6);
    double before = objective.accumulate(batch, totals, 1).loss();
    objective.begin(7);
    double after = objective.accumulate(batch, totals, 1).loss();
    assertEquals(mean("repetition", 1), after - before, 1e-5);
  }

  /** Every tensor along a random direction; the loss is fp32, hence the tolerance. */
  @Test
  void gradientsEqualFiniteDifferences() {
    PointerObjective objective = objective(0.5, 0);
    objective.accumulate(batch, totals, 1);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < parameters.names().size(); i++) {
      NDArray tensor = parameters.tensors().get(i);
      float[] values = tensor.toFloatArray();
      float[] gradient = parameters.gradients().get(i).toFloatArray();
      double[] direction = random.doubles(values.length, -1, 1).toArray();
      double expected = 0;
      for (int k = 0; k < values.length; k++) {
        expected += direction[k] * gradient[k];
      }
      double step = 2e-2 / Math.sqrt(values.length);
      double difference =
          (-moved(objective, tensor, values, direction, 2 * step)
                  + 8 * moved(objective, tensor, values, direction, step)
                  - 8 * moved(objective, tensor, values, direction, -step)
                  + moved(objective, tensor, values, direction, -2 * step))
              / (12 * step);
      assertEquals(
          expected,
          difference,
          2e-3 * Math.max(0.1, Math.abs(expected)),
          parameters.names().get(i));
      write(tensor, values);
    }
  }

  private double moved(
      PointerObjective objective, NDArray tensor, float[] values, double[] way, double length) {
    float[] changed = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      changed[k] = (float) (values[k] + length * way[k]);
    }
    write(tensor, changed);
    LossParts parts = objective.measure(batch, totals);
    return parts.loss() + 0.5 * parts.parts().get("coverage");
  }

  private static void write(NDArray tensor, float[] values) {
    tensor.setRequiresGradient(false);
    try (NDArray source = tensor.getManager().create(values, tensor.getShape())) {
      source.copyTo(tensor);
    }
    tensor.setRequiresGradient(true);
  }

  @Test
  void oneBatchIsLearntByHeart() {
    Adagrad optimizer = new Adagrad(Adagrad.Settings.DEFAULT, parameters, name -> false, manager);
    PointerObjective objective = objective(1, 350);
    for (int step = 0; step < 400; step++) {
      parameters.zeroGradients();
      objective.begin(step);
      objective.accumulate(batch, totals, step);
      optimizer.step(0.15, GradientClip.scale(parameters.gradientNorm(), 2));
    }
    // The second target has a word that its source lacks: <unk>, which can be learnt too.
    double loss = objective.measure(batch, totals).loss();
    assertTrue(loss < 0.1, "loss " + loss);
  }

  @Test
  void everyTargetAfterEverySourceIsAsLikelyAsTheEquationsSay() {
    List<int[]> sources = batch.sources();
    PointerLikelihoods likelihoods =
        new PointerLikelihoods(network, new PointerLoss(network, PIECE_ROWS, manager), manager);
    try (TargetLikelihoods.Sources encoded = likelihoods.encode(sources)) {
      double[][] all = encoded.negativeLogLikelihoods(batch.targets());
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          assertEquals(EXPECTED.get("nll").get(i).get(j).asDouble(), all[i][j], 1e-4);
        }
        assertArrayEquals(
            Fixture.floats(EXPECTED.get("pairs").get(i).get("mean")), encoded.means()[i], 1e-5f);
      }
    }
  }
}
