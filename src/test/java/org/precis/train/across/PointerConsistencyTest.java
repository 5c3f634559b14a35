package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.train.across.AlignmentLossesTest.assertGradient;
import static org.precis.train.across.AlignmentLossesTest.random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.pgnet.PointerNames;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.NamedTensors;
import org.precis.train.optim.Parameters;

/** Divergence of mixtures against the equations, and its gradients against differences. */
class PointerConsistencyTest {
  private static final int PIECE_ROWS = 5;
  private static final JsonNode PAIRS = Fixture.json("pgnet/expected.json").get("pairs");

  private LoadedNetwork loaded;
  private ForcedPointer network;
  private NDManager manager;

  @BeforeEach
  void load() {
    loaded = ModelLoader.loadNetwork(Fixture.path("pgnet"), "cpu", new LoadOptions(true, 1));
    manager = loaded.model().manager();
    network = new ForcedPointer((PointerNetwork) loaded.model().network(), manager);
  }

  @AfterEach
  void free() {
    loaded.close();
  }

  private static int[] ids(int pair, String field) {
    JsonNode node = PAIRS.get(pair).get(field);
    return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
  }

  /** The student reads some pairs, the teacher others, each says its own pair's target. */
  private double divergence(int[] read, int[] taught, double temperature) {
    List<Lesson> lessons = new ArrayList<>();
    List<int[]> both = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (int i = 0; i < read.length; i++) {
      both.add(ids(read[i], "source_ids"));
      targets.add(ids(read[i], "target_ids"));
      lessons.add(new Lesson(ids(taught[i], "source_ids"), ids(taught[i], "target_ids")));
    }
    NDArray rows = network.force(List.copyOf(both), targets).rows();
    List<int[]> documents = lessons.stream().map(Lesson::document).toList();
    both.addAll(documents);
    return new PointerConsistency(temperature, PIECE_ROWS, manager)
        .differentiate(
            rows,
            network.head(),
            network.force(documents, lessons.stream().map(Lesson::summary).toList()).rows(),
            network.head(),
            PointerConsistency.Words.of(network.sources(both), lessons, manager),
            1,
            new Parameters(network.network().weights(), name -> true, manager))
        .sum();
  }

  /** P^(1/T), made a distribution, of every word that the source lets the network say. */
  private static Map<Integer, Double> distribution(int pair, int row, double temperature) {
    JsonNode logarithms = PAIRS.get(pair).get("distributions").get(row);
    JsonNode open = PAIRS.get(pair).get("open");
    int listed = logarithms.size() - open.size();
    Map<Integer, Double> words = new HashMap<>();
    for (int i = 0; i < logarithms.size(); i++) {
      int id = i < listed ? i : open.get(i - listed).asInt();
      words.put(id, Math.exp(logarithms.get(i).asDouble() / temperature));
    }
    double sum = words.values().stream().mapToDouble(p -> p).sum();
    words.replaceAll((id, p) -> p / sum);
    return words;
  }

  private static double expected(int pair, int other, double temperature) {
    double sum = 0;
    for (int row = 0; row < PAIRS.get(pair).get("distributions").size(); row++) {
      Map<Integer, Double> p = distribution(pair, row, temperature);
      Map<Integer, Double> q = distribution(other, row, temperature);
      TreeSet<Integer> words = new TreeSet<>(p.keySet());
      words.addAll(q.keySet());
      for (int word : words) {
        double one = p.getOrDefault(word, 0.0);
        double two = q.getOrDefault(word, 0.0);
        sum += 0.5 * (share(one, (one + two) / 2) + share(two, (one + two) / 2));
      }
    }
    return sum;
  }

  private static double share(double p, double mean) {
    return p == 0 ? 0 : p * Math.log(p / mean);
  }

  /** Each source has an open word that the other one lacks. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void theLossIsTheDivergenceOfTheMixtures(double temperature) {
    double expected = expected(0, 1, temperature) + expected(1, 0, temperature);
    double found = divergence(new int[] {0, 1}, new int[] {1, 0}, temperature);
    assertEquals(expected, found, 2e-5);
  }

  @Test
  void aWordOfBothSourcesIsOneWord() {
    assertEquals(0, divergence(new int[] {0, 1}, new int[] {0, 1}, 1), 1e-5);
    int[] source = ids(0, "source_ids");
    int[] other = {source[2], source[1], source[12]};
    Lesson lesson = new Lesson(other, new int[] {3});
    PointerConsistency.Words words =
        PointerConsistency.Words.of(
            network.sources(List.of(source, other)), List.of(lesson), manager);
    long[] columns = words.columns().toLongArray();
    assertEquals(1, words.open());
    assertEquals(12, columns[1]);
    assertArrayEquals(
        new long[] {6, 12, 3, 0}, Arrays.copyOfRange(columns, source.length, source.length + 4));
  }

  /**
   * Two lessons of three and two rows; V = 7, and three open words, one of which both sides have.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void gradientsEqualFiniteDifferences(double temperature) {
    PointerConsistency loss = new PointerConsistency(temperature, 2, manager);
    long[] columns = {4, 7, 4, 0, 2, 8, 6, 0, 7, 4, 9, 1, 2, 9, 0, 0};
    PointerConsistency.Words words =
        new PointerConsistency.Words(
            manager.create(columns, new Shape(4, 4)),
            manager.create(new long[] {0, 0, 0, 1, 1}),
            2,
            3);
    NDArray taught = manager.create(rows(3, 4, 3), new Shape(5, 3 + 1 + 4));
    OutputHead teacher = head(random(7 * 3, 4), 3, random(7, 5));
    float[] rows = rows(4, 3, 6);
    float[] table = random(7 * 4, 7);
    float[] bias = random(7, 8);
    NDArray weight = manager.create(table, new Shape(7, 4));
    NDArray offset = manager.create(bias, new Shape(7));
    Parameters parameters =
        new Parameters(
            new NamedTensors(
                Map.of(PointerNames.OUTPUT_WEIGHT, weight, PointerNames.OUTPUT_BIAS, offset)),
            name -> true,
            manager);
    float[] byRows =
        loss.differentiate(
                manager.create(rows, new Shape(5, 8)),
                new OutputHead("head", weight, Optional.of(offset), UnaryOperator.identity()),
                taught,
                teacher,
                words,
                3,
                parameters)
            .gradient()
            .toFloatArray();
    float[] byTable = parameters.find(PointerNames.OUTPUT_WEIGHT).orElseThrow().toFloatArray();
    float[] byBias = parameters.find(PointerNames.OUTPUT_BIAS).orElseThrow().toFloatArray();
    Value value =
        (r, t, b) ->
            loss.differentiate(
                    manager.create(r, new Shape(5, 8)),
                    head(t, 4, b),
                    taught,
                    teacher,
                    words,
                    1,
                    parameters)
                .sum();
    assertGradient(rows, byRows, r -> 3 * value.of(r, table, bias));
    assertGradient(table, byTable, t -> 3 * value.of(rows, t, bias));
    assertGradient(bias, byBias, b -> 3 * value.of(rows, table, b));
  }

  /** Five states with p_gen and attention. */
  private static float[] rows(int hidden, int positions, long seed) {
    int width = hidden + 1 + positions;
    float[] values = random(5 * width, seed);
    for (int row = 0; row < 5; row++) {
      int gate = row * width + hidden;
      values[gate] = 0.5f + 0.2f * values[gate];
      float sum = 0;
      for (int i = gate + 1; i <= gate + positions; i++) {
        values[i] = (float) Math.exp(values[i]);
        sum += values[i];
      }
      for (int i = gate + 1; i <= gate + positions; i++) {
        values[i] /= sum;
      }
    }
    return values;
  }

  private interface Value {
    double of(float[] rows, float[] table, float[] bias);
  }

  private OutputHead head(float[] table, int width, float[] bias) {
    return new OutputHead(
        "head",
        manager.create(table, new Shape(7, width)),
        Optional.of(manager.create(bias, new Shape(7))),
        UnaryOperator.identity());
  }
}
