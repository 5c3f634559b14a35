package org.precis.model.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ScoreEdits;
import org.precis.model.Scores;
import org.precis.model.family.Checkpoints;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.t5.Fixture;
import org.precis.model.t5.T5Config;
import org.precis.nn.FreedMemory;

/** The program against the reference network, for every family and precision. */
class ScriptedParityTest {
  private static final int STEPS = 20;

  static Stream<String> checkpoints() {
    return Checkpoints.ALL.stream();
  }

  /**
   * Bounds are on the largest difference in fp32, on the mean otherwise. T5's attention is not
   * scaled, and with random weights as sharp as these checkpoints' it magnifies what goes in.
   */
  @ParameterizedTest
  @MethodSource("checkpoints")
  void everyPrecisionStaysWithinItsBound(String name) {
    boolean unscaled = name.contains("t5");
    try (LoadedNetwork reference = Checkpoints.load(name)) {
      List<float[][]> expected = Trace.of(reference.model(), STEPS);
      assertWithin(1e-4, name, Precision.FP32, false, expected);
      assertWithin(1e-4, name, Precision.FP32, true, expected);
      assertWithin(unscaled ? 0.03 : 0.005, name, Precision.FP16, false, expected);
      assertWithin(unscaled ? 0.03 : 0.005, name, Precision.AUTO, true, expected);
      assertWithin(unscaled ? 0.6 : 0.12, name, Precision.INT8, false, expected);
    }
  }

  private static void assertWithin(
      double bound, String name, Precision precision, boolean file, List<float[][]> expected) {
    ServingOptions options = new ServingOptions(precision, file, Optional.empty());
    try (LoadedNetwork served = Checkpoints.serve(name, options)) {
      List<float[][]> actual = Trace.of(served.model(), STEPS);
      double distance =
          precision == Precision.FP32
              ? Trace.distance(expected, actual)
              : Trace.meanDistance(expected, actual);
      assertTrue(
          distance <= bound,
          () -> "%s, %s: %s, allowed is %s".formatted(name, precision, distance, bound));
    }
  }

  /** The other checkpoints' weights are small, and large ones are packed in another way. */
  @Test
  void aLargeHeadHasTheLogitsOfTheReference(@TempDir Path directory) throws Exception {
    T5Config config =
        RandomCheckpoint.Size.TINY.config().toBuilder().width(64).vocabularySize(70_000).build();
    RandomCheckpoint.write(directory, config, 5);
    ServingOptions options = new ServingOptions(Precision.FP32, false, Optional.empty());
    LoadOptions serving = new LoadOptions(true, 1, Optional.of(options));
    try (LoadedNetwork reference = ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT);
        LoadedNetwork served = ModelLoader.loadNetwork(directory, "cpu", serving)) {
      double distance = Trace.distance(Trace.of(reference.model(), 3), Trace.of(served.model(), 3));
      assertTrue(distance <= 1e-4, () -> "distance " + distance);
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aBatchEqualsItsRowsOneByOne(String name) {
    try (LoadedNetwork served = Checkpoints.serve(name)) {
      int vocabulary = served.model().spec().targetVocabularySize();
      try (DecodeSession batch = served.model().start(Trace.SOURCES)) {
        float[][] all = Trace.logits(batch.step(new int[] {9, 9, 9}), 3, vocabulary);
        for (int row = 0; row < 3; row++) {
          try (DecodeSession one = served.model().start(List.of(Trace.SOURCES.get(row)))) {
            float[][] alone = Trace.logits(one.step(new int[] {9}), 1, vocabulary);
            assertArrayEquals(alone[0], all[row], 1e-4f * span(alone[0]), name);
          }
        }
      }
    }
  }

  /** A session must not depend on memory of Java's that nobody holds any more. */
  @ParameterizedTest
  @MethodSource("checkpoints")
  void aSessionSurvivesTheGarbageCollector(String name) {
    try (LoadedNetwork served = Checkpoints.serve(name)) {
      List<float[][]> expected = Trace.of(served.model(), 1);
      FreedMemory.overwrite();
      float[][] again = Trace.of(served.model(), 1).get(0);
      int vocabulary = served.model().spec().targetVocabularySize();
      try (DecodeSession session = served.model().start(Trace.SOURCES)) {
        FreedMemory.overwrite();
        int start = served.model().spec().decoderStartToken();
        float[][] actual =
            Trace.logits(session.step(new int[] {start, start, start}), 3, vocabulary);
        for (int row = 0; row < 3; row++) {
          assertArrayEquals(expected.get(0)[row], again[row], name);
          assertArrayEquals(expected.get(0)[row], actual[row], name);
        }
      }
    }
  }

  private static float span(float[] values) {
    float most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void beamsThatShareTheirPastKeepTheirLogits(String name) {
    try (LoadedNetwork reference = Checkpoints.load(name);
        LoadedNetwork served = Checkpoints.serve(name)) {
      double distance =
          Trace.distance(Trace.ofBeams(reference.model(), 30), Trace.ofBeams(served.model(), 30));
      assertTrue(distance <= 1e-4, () -> name + ": " + distance);
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aPartOfTheVocabularyHasTheLogitsOfTheWhole(String name) {
    try (LoadedNetwork whole = Checkpoints.serve(name)) {
      int vocabulary = whole.model().spec().targetVocabularySize();
      int eos = whole.model().spec().eosToken();
      int[] part = IntStream.range(0, vocabulary).filter(i -> i % 3 == 0 || i == eos).toArray();
      ServingOptions options = new ServingOptions(Precision.FP32, false, Optional.of(part));
      try (LoadedNetwork restricted = Checkpoints.serve(name, options)) {
        List<float[][]> expected = Trace.of(whole.model(), 4);
        List<float[][]> actual = Trace.of(restricted.model(), 4);
        for (int t = 0; t < 4; t++) {
          for (int row = 0; row < expected.get(t).length; row++) {
            float[] wanted = expected.get(t)[row];
            float[] found = actual.get(t)[row];
            for (int i = 0; i < vocabulary; i++) {
              boolean decoded = i % 3 == 0 || i == eos;
              float value = decoded ? wanted[i] : Float.NEGATIVE_INFINITY;
              assertEquals(value, found[i], decoded ? 1e-4f * span(wanted) : 0, name);
            }
          }
        }
      }
    }
  }

  @Test
  void logProbabilitiesOfAPartSumToOneAndForcedTokensMayLieOutside() {
    int[] part = {0, 1, 40, 41, 300};
    ServingOptions options = new ServingOptions(Precision.FP32, false, Optional.of(part));
    try (LoadedNetwork restricted = Checkpoints.serve(Fixture.MT5, options);
        DecodeSession session = restricted.model().start(List.of(Trace.SOURCES.get(0)))) {
      Scores scores = session.step(new int[] {0});
      Candidates all = scores.top(new float[1], 1, 10, true, ScoreEdits.none(1));
      assertEquals(part.length, all.tokens().length);
      assertArrayEquals(part, IntStream.of(all.tokens()).sorted().toArray());
      double sum = 0;
      for (float score : all.scores()) {
        sum += Math.exp(score);
      }
      assertEquals(1, sum, 1e-5);
      ScoreEdits banned = new ScoreEdits(new int[1][0], 1, new int[][] {{40, 77}}, new int[] {-1});
      Candidates rest = scores.top(new float[1], 1, 5, true, banned);
      assertEquals(40, rest.tokens()[4]);
      assertEquals(Float.NEGATIVE_INFINITY, rest.scores()[4]);
      ScoreEdits forced = new ScoreEdits(new int[1][0], 1, new int[1][0], new int[] {77});
      Candidates only = scores.top(new float[] {-2}, 1, 1, true, forced);
      assertEquals(77, only.tokens()[0]);
      assertEquals(-2, only.scores()[0]);
    }
  }

  @Test
  void noTensorOutlivesItsStepOrItsSession() {
    try (LoadedNetwork served = Checkpoints.serve(Fixture.MT5)) {
      int before = served.model().manager().getManagedArrays().size();
      int[] during = new int[40];
      try (DecodeSession session = served.model().start(Trace.SOURCES)) {
        session.reorder(new int[] {0, 0, 1, 1, 2, 2});
        for (int t = 0; t < during.length; t++) {
          Scores scores = session.step(new int[] {t, t, t, t, t, t});
          scores.top(new float[6], 2, 4, true, ScoreEdits.none(6));
          session.reorder(new int[] {1, 0, 2, 2, 5, 4});
          during[t] = served.model().manager().getManagedArrays().size();
        }
      }
      assertEquals(during[0], during[during.length - 1]);
      assertEquals(before, served.model().manager().getManagedArrays().size());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "FP16", "INT8"})
  void threadsShareAModel(Precision precision) {
    ServingOptions options = new ServingOptions(precision, false, Optional.empty());
    try (LoadedNetwork served = Checkpoints.serve(Fixture.T5, options)) {
      List<float[][]> expected = Trace.of(served.model(), STEPS);
      IntStream.range(0, 24)
          .parallel()
          .forEach(
              i ->
                  assertEquals(0, Trace.distance(expected, Trace.of(served.model(), STEPS)), 1e-6));
    }
  }

  @Test
  void aModelThatServesCannotBeTrained() {
    try (LoadedNetwork served = Checkpoints.serve(Fixture.T5)) {
      assertThrows(IllegalStateException.class, () -> served.model().network());
    }
  }

  @Test
  void outputsMustAscendAndHoldTheEndToken() {
    ServingOptions unordered =
        new ServingOptions(Precision.FP32, false, Optional.of(new int[] {1, 5, 3}));
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.serve(Fixture.T5, unordered));
    ServingOptions endless =
        new ServingOptions(Precision.FP32, false, Optional.of(new int[] {2, 3}));
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.serve(Fixture.T5, endless));
  }
}
