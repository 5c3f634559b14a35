package org.precis.model.pgnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ScoreEdits;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.nn.FreedMemory;

/**
 * Decoding against the equations, step by step, and what holds of every decoding session: by the
 * reference network and by the program.
 */
class PointerParityTest {
  private static final double TOLERANCE = 1e-5;
  private static final int VOCABULARY = 12;
  private static final JsonNode PAIRS = Fixture.json("pgnet/expected.json").get("pairs");

  private static final Map<String, LoadedModel> MODELS = new TreeMap<>();

  @BeforeAll
  static void load() {
    MODELS.put("reference", load(Optional.empty()));
    MODELS.put("program", load(Optional.of(exact(false))));
    MODELS.put("program, table in its file", load(Optional.of(exact(true))));
  }

  private static ServingOptions exact(boolean tablesInFile) {
    return new ServingOptions(Precision.FP32, tablesInFile, Optional.empty());
  }

  private static LoadedModel load(Optional<ServingOptions> serving) {
    return ModelLoader.load(Fixture.path("pgnet"), "cpu", new LoadOptions(true, 1, serving));
  }

  @AfterAll
  static void free() {
    MODELS.values().forEach(LoadedModel::close);
  }

  static Stream<Named<LoadedModel>> models() {
    return MODELS.entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
  }

  static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    Arrays.setAll(values, i -> node.get(i).asInt());
    return values;
  }

  private static int[] source(int pair) {
    return ints(PAIRS.get(pair).get("source_ids"));
  }

  /** Start, then all but the last word of a target. */
  private static int[] inputs(int pair) {
    int[] target = ints(PAIRS.get(pair).get("target_ids"));
    int[] inputs = new int[target.length];
    inputs[0] = 2;
    System.arraycopy(target, 0, inputs, 1, target.length - 1);
    return inputs;
  }

  /** Scores of a row's listed words, behind them those of its source's open words. */
  private static float[] row(Candidates all, int row, JsonNode open) {
    float[] scores = new float[VOCABULARY + open.size()];
    int[] ids = ints(open);
    for (int i = 0; i < all.tokens().length; i++) {
      int token = all.tokens()[i];
      if (all.rows()[i] == row && token < VOCABULARY) {
        scores[token] = all.scores()[i];
      } else if (all.rows()[i] == row && Arrays.binarySearch(ids, token) >= 0) {
        scores[VOCABULARY + Arrays.binarySearch(ids, token)] = all.scores()[i];
      }
    }
    return scores;
  }

  /** All scores of each row: more words than there are, so that none is left out. */
  private static Candidates all(DecodeSession session, int[] last) {
    int rows = last.length;
    return session.step(last).top(new float[rows], 1, 15, true, ScoreEdits.none(rows));
  }

  /** A session must not depend on memory of Java's that nobody holds any more. */
  @ParameterizedTest
  @MethodSource("models")
  void aSessionSurvivesTheGarbageCollector(LoadedModel model) {
    List<int[]> sources = List.of(source(0), Arrays.copyOf(source(1), 2));
    int[] first = {2, 2};
    Candidates expected;
    try (DecodeSession session = model.model().start(sources)) {
      expected = all(session, first);
    }
    try (DecodeSession session = model.model().start(sources)) {
      FreedMemory.overwrite();
      assertArrayEquals(expected.scores(), all(session, first).scores());
    }
  }

  @Test
  void wordsOfTheTokenizerAreThoseOfTheReference() {
    LoadedModel model = MODELS.get("reference");
    for (JsonNode pair : PAIRS) {
      assertArrayEquals(
          ints(pair.get("source_ids")),
          model.tokenizer().encode(pair.get("source").asText()).ids());
      assertArrayEquals(
          ints(pair.get("target_ids")),
          model.tokenizer().encode(pair.get("target").asText()).ids());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyStepOfAPaddedBatchEqualsTheEquations(LoadedModel model) {
    try (DecodeSession session = model.model().start(List.of(source(0), source(1)))) {
      for (int t = 0; t < 5; t++) {
        Candidates found = all(session, new int[] {inputs(0)[t], inputs(1)[t]});
        for (int row = 0; row < 2; row++) {
          JsonNode pair = PAIRS.get(row);
          assertClose(
              "source %d step %d".formatted(row, t),
              new Shape(VOCABULARY + pair.get("open").size()),
              Fixture.floats(pair.get("distributions").get(t)),
              row(found, row, pair.get("open")),
              TOLERANCE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSourceNeverGivesAWordThatAnotherOneHas(LoadedModel model) {
    int niger = ints(PAIRS.get(1).get("target_ids"))[3];
    int zambezi = source(1)[0];
    try (DecodeSession session = model.model().start(List.of(source(0), source(1)))) {
      Candidates found = all(session, new int[] {2, 2});
      for (int i = 0; i < found.tokens().length; i++) {
        assertNotEquals(niger, found.tokens()[i]);
        if (found.tokens()[i] == zambezi) {
          boolean ruledOut = found.scores()[i] == Float.NEGATIVE_INFINITY;
          assertEquals(found.rows()[i] == 0, ruledOut);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void reorderedRowsContinueTheirParents(LoadedModel model) {
    int[] target = ints(PAIRS.get(1).get("target_ids"));
    try (DecodeSession session = model.model().start(List.of(source(0), source(1)))) {
      session.reorder(new int[] {0, 0, 1, 1}); // two beams before the first step
      session.step(new int[] {2, 2, 2, 2});
      session.step(new int[] {4, 5, 9, target[0]});
      session.reorder(new int[] {3, 2}); // swap; the first source leaves
      Candidates found = all(session, new int[] {target[1], 8});
      assertClose(
          "row 0",
          new Shape(VOCABULARY + 1),
          Fixture.floats(PAIRS.get(1).get("distributions").get(2)),
          row(found, 0, PAIRS.get(1).get("open")),
          TOLERANCE);
    }
  }
}
