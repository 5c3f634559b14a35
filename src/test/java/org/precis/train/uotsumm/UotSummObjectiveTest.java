package org.precis.train.uotsumm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.precis.align.TransportSettings;
import org.precis.model.counter.CountActivation;
import org.precis.model.counter.CounterConfig;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.Dropout;
import org.precis.nn.MatrixProduct;
import org.precis.train.data.Batch;
import org.precis.train.data.SectionTokens;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.TokenizedExample;
import org.precis.train.objective.CrossEntropyObjective;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.StepTotals;
import org.precis.train.objective.TransformerLikelihoods;
import org.precis.train.objective.VocabularyLoss;
import org.precis.train.optim.Parameters;
import org.precis.train.uotsumm.UotSummSettings.Alignment;
import org.precis.train.uotsumm.UotSummSettings.Cost;

/** Algorithm 1 on a tiny BART. */
class UotSummObjectiveTest {
  private static final SectionTokens TOKENS = new SectionTokens(new int[] {0}, 2);
  private static final int SEED = 7;

  private LoadedNetwork loaded;
  private Parameters parameters;
  private CrossEntropyObjective supervised;
  private TransformerLikelihoods likelihoods;
  private CounterTraining counter;

  @BeforeEach
  void load() {
    loaded = ModelLoader.loadNetwork(Fixture.path("bart"), "cpu", LoadOptions.DEFAULT);
    TransformerNetwork network = (TransformerNetwork) loaded.model().network();
    var manager = loaded.model().manager();
    VocabularyLoss loss = new VocabularyLoss(0.1, 64, manager);
    parameters = new Parameters(network.weights(), name -> !name.contains("logits"), manager);
    supervised =
        new CrossEntropyObjective(
            network, parameters, Dropout.NONE, MatrixProduct.EXACT, loss, false, manager);
    likelihoods = new TransformerLikelihoods(network, loss, manager);
  }

  @AfterEach
  void close() {
    loaded.close();
  }

  private static UotSummSettings settings(Alignment alignment, CountLoss loss) {
    return new UotSummSettings(
        alignment,
        TransportSettings.SOFT,
        Cost.MEAN,
        loss,
        new CounterConfig(CountActivation.SOFTPLUS, 1),
        8,
        1e-3,
        2);
  }

  private UotSummObjective objective(UotSummSettings settings, int maxTokens) {
    var manager = loaded.model().manager();
    counter = new CounterTraining(settings, 32, 5, manager);
    SectionTargets targets = new SectionTargets(TOKENS, 40);
    return new UotSummObjective(settings, likelihoods, supervised, counter, targets, maxTokens);
  }

  private static SectionedExample document(int shift) {
    List<int[]> sections = new ArrayList<>();
    for (int length : new int[] {9, 5, 12}) {
      sections.add(IntStream.range(0, length).map(i -> 10 + (shift + 31 * i) % 300).toArray());
    }
    List<int[]> sentences =
        List.of(
            new int[] {20 + shift, 21, 2},
            new int[] {40, 41, 42, 2},
            new int[] {60, 2},
            new int[] {80, 81, 2});
    return new SectionedExample(1, 0, sections, sentences, new int[] {2, 0, 2, -1});
  }

  private static Batch batch() {
    return new Batch(List.of(document(0).packed(), document(3).packed()));
  }

  private List<float[]> gradients(Parameters of) {
    return of.gradients().stream().map(NDArray::toFloatArray).toList();
  }

  @Test
  void theSummariserLearnsFromItsPairsAlone() throws Exception {
    UotSummObjective objective = objective(settings(Alignment.GIVEN, CountLoss.L2), 10_000);
    StepTotals totals = StepTotals.of(List.of(batch()));
    LossParts parts = objective.accumulate(batch(), totals, SEED);
    List<float[]> whole = gradients(parameters);
    assertTrue(counter.parameters().gradientNorm() > 0);
    parameters.zeroGradients();
    // The last sentence, which the data put nowhere, goes to its cheapest section.
    List<TokenizedExample> pairs = new ArrayList<>();
    for (int shift : new int[] {0, 3}) {
      SectionedExample document = document(shift);
      int[] sections = {2, 0, 2, cheapest(document, 3)};
      pairs.addAll(new SectionTargets(TOKENS, 40).recombine(document, sections).pairs());
    }
    LossParts alone = supervised.accumulate(new Batch(pairs), totals, SEED);
    assertEquals(alone.loss(), parts.loss(), 1e-9);
    List<float[]> expected = gradients(parameters);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), whole.get(i), parameters.names().get(i));
    }
  }

  private int cheapest(SectionedExample document, int sentence) {
    double[][] costs = costs(document);
    return IntStream.range(0, costs.length)
        .reduce((i, j) -> costs[j][sentence] < costs[i][sentence] ? j : i)
        .orElseThrow();
  }

  private double[][] costs(SectionedExample document) {
    SectionTargets targets = new SectionTargets(TOKENS, 40);
    try (var sources = likelihoods.encode(document.sections())) {
      return sources.negativeLogLikelihoods(
          document.sentences().stream().map(targets::alone).toList());
    }
  }

  /** The plan is a constant for the counter's gradient, here as it is for given alignments. */
  @Test
  void theCountersGradientEqualsFiniteDifferences() {
    UotSummObjective objective = objective(settings(Alignment.GIVEN, CountLoss.KL), 10_000);
    StepTotals totals = StepTotals.of(List.of(batch()));
    objective.accumulate(batch(), totals, SEED);
    Parameters own = counter.parameters();
    List<float[]> gradients = gradients(own);
    double step = 1e-2;
    for (int i = 0; i < gradients.size(); i++) {
      double length = length(gradients.get(i));
      assertTrue(length > 0, own.names().get(i));
      double above = moved(objective, own, i, gradients.get(i), step / length, totals);
      double below = moved(objective, own, i, gradients.get(i), -2 * step / length, totals);
      moved(objective, own, i, gradients.get(i), step / length, totals);
      double slope = (above - below) / (2 * step);
      assertEquals(length, slope, 0.02 * length + 1e-4, own.names().get(i));
    }
  }

  private double moved(
      UotSummObjective objective,
      Parameters own,
      int weight,
      float[] direction,
      double by,
      StepTotals totals) {
    NDArray tensor = own.tensors().get(weight);
    float[] values = tensor.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (by * direction[i]);
    }
    tensor.setRequiresGradient(false);
    tensor.set(values);
    tensor.setRequiresGradient(true);
    return objective.measure(batch(), totals).parts().get(UotSummObjective.COUNT_LOSS);
  }

  private static double length(float[] values) {
    return Math.sqrt(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).sum());
  }

  @Test
  void anUpdateOfTheCounterMovesNothingElse() {
    UotSummObjective objective = objective(settings(Alignment.TRANSPORT, CountLoss.KL), 10_000);
    StepTotals totals = StepTotals.of(List.of(batch()));
    objective.accumulate(batch(), totals, SEED);
    List<float[]> before = parameters.tensors().stream().map(NDArray::toFloatArray).toList();
    List<float[]> counterBefore =
        counter.parameters().tensors().stream().map(NDArray::toFloatArray).toList();
    objective.update();
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), parameters.tensors().get(i).toFloatArray());
    }
    for (int i = 0; i < counterBefore.size(); i++) {
      assertFalse(
          Arrays.equals(counterBefore.get(i), counter.parameters().tensors().get(i).toFloatArray()),
          counter.parameters().names().get(i));
    }
    assertEquals(0, counter.parameters().gradientNorm());
  }

  @Test
  void smallPartsGiveTheSameLossesAsOne() {
    UotSummSettings settings = settings(Alignment.TRANSPORT, CountLoss.KL);
    StepTotals totals = StepTotals.of(List.of(batch()));
    LossParts whole = objective(settings, 10_000).measure(batch(), totals);
    LossParts parts = objective(settings, 1).measure(batch(), totals);
    assertEquals(whole.loss(), parts.loss(), 1e-5);
    whole
        .parts()
        .forEach((name, value) -> assertEquals(value, parts.parts().get(name), 1e-4, name));
    assertEquals(4, whole.parts().get("sentences"), 1e-9);
    assertTrue(whole.parts().get("column_entropy") > 0);
  }

  @Test
  void simpleAlignmentTakesTheCheapestSections() {
    SectionedExample document = document(0);
    double[][] costs = costs(document);
    UotSummSettings simple = settings(Alignment.SIMPLE, CountLoss.L2);
    StepAlignment alignment = StepAlignment.of(document, costs, new double[] {1, 1, 1}, simple);
    for (int j = 0; j < 4; j++) {
      assertEquals(cheapest(document, j), alignment.sections()[j]);
    }
    assertEquals(4, Arrays.stream(alignment.found()).sum());
    assertEquals(0, alignment.figures().get("moved"));
    long right =
        IntStream.of(0, 1, 2).filter(j -> document.alignment()[j] == cheapest(document, j)).count();
    assertEquals(right / 3.0, alignment.figures().get("agreement"), 1e-9);
  }

  @Test
  void targetsKeepTheSummarysOrderAndOneEndASentence() {
    SectionTargets targets = new SectionTargets(TOKENS, 8);
    SectionTargets.Recombined made = targets.recombine(document(0), new int[] {2, 0, 2, 2});
    assertEquals(2, made.pairs().size());
    assertArrayEquals(new int[] {0, 40, 41, 42, 2}, made.pairs().get(0).target());
    assertArrayEquals(new int[] {0, 20, 21, 2, 60, 2}, made.pairs().get(1).target());
    assertArrayEquals(document(0).sections().get(2), made.pairs().get(1).source());
    assertEquals(1, made.leftOut());
  }
}
