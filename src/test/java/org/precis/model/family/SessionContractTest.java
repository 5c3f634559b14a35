package org.precis.model.family;

import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ScoreEdits;
import org.precis.model.Scores;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.session.EncoderDecoder;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.Fixture;
import org.precis.nn.FreedMemory;
import org.precis.nn.TensorScope;

/** What holds of every family: how a batch is decoded changes nothing but the last bits. */
class SessionContractTest {
  /** Rounding of another batch size, enlarged by the random weights as in the references. */
  private static final double TOLERANCE = 5e-4;

  private static final Map<String, LoadedNetwork> NETWORKS = new TreeMap<>();

  @BeforeAll
  static void load() {
    Checkpoints.ALL.forEach(name -> NETWORKS.put(name, Checkpoints.load(name)));
  }

  @AfterAll
  static void free() {
    NETWORKS.values().forEach(LoadedNetwork::close);
  }

  static List<String> checkpoints() {
    return Checkpoints.ALL;
  }

  /** Three sources of the last batch, or two and part of one: of very different lengths. */
  private static List<int[]> sources(String name) {
    List<int[]> sources = new ArrayList<>(Fixture.sources(batch(name)));
    if (sources.size() == 2) {
      sources.add(Arrays.copyOf(sources.get(0), 9));
    }
    return sources;
  }

  /** Decoder start and the first five tokens of each target. */
  private static List<int[]> prefixes(String name) {
    int start = NETWORKS.get(name).model().spec().decoderStartToken();
    List<int[]> targets = Fixture.targets(batch(name));
    return IntStream.range(0, 3)
        .mapToObj(row -> targets.get(row % targets.size()))
        .map(
            target -> {
              int[] prefix = new int[6];
              prefix[0] = start;
              for (int t = 1; t < prefix.length; t++) {
                prefix[t] = target[(t - 1) % target.length];
              }
              return prefix;
            })
        .toList();
  }

  private static JsonNode batch(String name) {
    JsonNode batches = Fixture.json(name + "/expected.json").get("loss");
    return batches.get(batches.size() - 1);
  }

  /** Raw logits of every row, in order of token. */
  private static float[][] logits(String name, Scores scores, int rows) {
    int vocabulary = NETWORKS.get(name).model().spec().targetVocabularySize();
    Candidates all = scores.top(new float[rows], 1, vocabulary, false, ScoreEdits.none(rows));
    float[][] logits = new float[rows][vocabulary];
    for (int i = 0; i < all.tokens().length; i++) {
      logits[all.rows()[i]][all.tokens()[i]] = all.scores()[i];
    }
    return logits;
  }

  /** Logits of each step and row. */
  private static float[][][] decode(String name, List<int[]> sources, List<int[]> prefixes) {
    try (DecodeSession session = NETWORKS.get(name).model().start(sources)) {
      float[][][] steps = new float[prefixes.get(0).length][][];
      for (int t = 0; t < steps.length; t++) {
        int step = t;
        int[] tokens = prefixes.stream().mapToInt(prefix -> prefix[step]).toArray();
        steps[t] = logits(name, session.step(tokens), tokens.length);
      }
      return steps;
    }
  }

  private static void assertRow(String what, float[] expected, float[] actual) {
    assertClose(what, new Shape(expected.length), expected, actual, TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void incrementalDecodingEqualsTheFullPass(String name) {
    LoadedNetwork loaded = NETWORKS.get(name);
    List<int[]> prefixes = prefixes(name);
    List<int[]> labels =
        prefixes.stream().map(prefix -> Arrays.copyOfRange(prefix, 1, prefix.length)).toList();
    float[][][] steps = decode(name, sources(name), prefixes);
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      TeacherForcing full =
          TeacherForcing.run(
              (EncoderDecoder) loaded.model().network(),
              sources(name),
              labels,
              loaded.model().manager());
      for (int t = 0; t < labels.get(0).length; t++) {
        for (int row = 0; row < labels.size(); row++) {
          assertRow(
              "row %d step %d".formatted(row, t),
              full.logits().get(row, t).toFloatArray(),
              steps[t][row]);
        }
      }
    }
  }

  /** A session must not depend on memory of Java's that nobody holds any more. */
  @ParameterizedTest
  @MethodSource("checkpoints")
  void aSessionSurvivesTheGarbageCollector(String name) {
    int[] first = prefixes(name).stream().mapToInt(prefix -> prefix[0]).toArray();
    float[][] expected = decode(name, sources(name), prefixes(name))[0];
    try (DecodeSession session = NETWORKS.get(name).model().start(sources(name))) {
      FreedMemory.overwrite();
      float[][] actual = logits(name, session.step(first), first.length);
      for (int row = 0; row < first.length; row++) {
        assertRow("row " + row, expected[row], actual[row]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aBatchEqualsItsRowsOneByOneWhateverTheirPadding(String name) {
    List<int[]> sources = sources(name);
    List<int[]> prefixes = prefixes(name);
    float[][][] together = decode(name, sources, prefixes);
    for (int row = 0; row < sources.size(); row++) {
      float[][][] alone = decode(name, List.of(sources.get(row)), List.of(prefixes.get(row)));
      for (int t = 0; t < alone.length; t++) {
        assertRow("row %d step %d".formatted(row, t), alone[t][0], together[t][row]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void reorderedRowsContinueTheirParents(String name) {
    List<int[]> sources = sources(name);
    int start = NETWORKS.get(name).model().spec().decoderStartToken();
    try (DecodeSession session = NETWORKS.get(name).model().start(sources)) {
      session.step(new int[] {start, start, start});
      session.reorder(new int[] {0, 0, 1, 1, 2, 2}); // two beams
      session.step(new int[] {10, 11, 20, 21, 30, 31});
      session.reorder(new int[] {1, 0, 5, 5}); // swap; the second source leaves; fork
      float[][] last = logits(name, session.step(new int[] {12, 13, 32, 33}), 4);
      int[][] paths = {{start, 11, 12}, {start, 10, 13}, {start, 31, 32}, {start, 31, 33}};
      for (int row = 0; row < paths.length; row++) {
        List<int[]> source = List.of(sources.get(row < 2 ? 0 : 2));
        assertRow("row " + row, decode(name, source, List.of(paths[row]))[2][0], last[row]);
      }
    }
  }
}
