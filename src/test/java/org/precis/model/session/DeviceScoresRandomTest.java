package org.precis.model.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.precis.model.ArrayScores;
import org.precis.model.Candidates;
import org.precis.model.ModelException;
import org.precis.model.ScoreEdits;
import org.precis.nn.TensorAssert;
import org.precis.nn.TorchRuntime;

/** Scores on the device against the contract spelt out over arrays. */
class DeviceScoresRandomTest {
  private static final int CASES = 2_000;

  private final NDManager manager = TorchRuntime.engine().newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void tiesEditsAndGroupsAreThoseOfTheContract() {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println("DeviceScoresRandomTest: replay with -Dtests.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      compare(random, "seed " + seed + " case " + i);
    }
  }

  private void compare(SplittableRandom random, String what) {
    int groupSize = random.nextInt(1, 4);
    int rows = groupSize * random.nextInt(1, 4);
    int vocabulary = random.nextInt(1, 12);
    boolean logProbabilities = random.nextInt(4) == 0;
    float[][] logits = new float[rows][vocabulary];
    float[] sums = new float[rows];
    for (int row = 0; row < rows; row++) {
      // Small whole numbers tie often; log-probabilities must not, as rounding would decide.
      logits[row] =
          floats(
              vocabulary, () -> logProbabilities ? random.nextGaussian() : random.nextInt(-2, 3));
      sums[row] = random.nextInt(6) == 0 ? Float.NEGATIVE_INFINITY : random.nextInt(-2, 3);
    }
    ScoreEdits edits = edits(random, rows, vocabulary);
    int k = random.nextInt(1, 9);
    Candidates expected = new ArrayScores(logits).top(sums, groupSize, k, logProbabilities, edits);
    try (DeviceScores scores = scores(manager.create(logits))) {
      Candidates actual = scores.top(sums, groupSize, k, logProbabilities, edits);
      assertEquals(expected.perGroup(), actual.perGroup(), what);
      assertArrayEquals(expected.rows(), actual.rows(), what);
      assertArrayEquals(expected.tokens(), actual.tokens(), what);
      assertArrayEquals(expected.scores(), actual.scores(), 1e-5f, what);
    }
  }

  private static ScoreEdits edits(SplittableRandom random, int rows, int vocabulary) {
    ScoreEdits edits = ScoreEdits.none(rows);
    float penalty = random.nextBoolean() ? 1f : random.nextBoolean() ? 2f : 0.5f;
    for (int row = 0; row < rows; row++) {
      edits.penalised()[row] = someTokens(random, vocabulary);
      edits.banned()[row] = someTokens(random, vocabulary);
      edits.forced()[row] = random.nextInt(5) == 0 ? random.nextInt(vocabulary) : -1;
    }
    return new ScoreEdits(edits.penalised(), penalty, edits.banned(), edits.forced());
  }

  private static float[] floats(int count, DoubleSupplier next) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return values;
  }

  private static int[] someTokens(RandomGenerator random, int vocabulary) {
    return random.ints(random.nextInt(3), 0, vocabulary).distinct().toArray();
  }

  @Test
  void aTokenPenalisedTwiceIsPenalisedOnce() {
    try (DeviceScores scores = scores(manager.create(new float[][] {{1, 8}}))) {
      ScoreEdits edits = new ScoreEdits(new int[][] {{1, 1}}, 2f, new int[][] {{}}, new int[] {-1});
      assertEquals(4f, scores.top(new float[1], 1, 1, false, edits).scores()[0]);
    }
  }

  @Test
  void logProbabilitiesOfALargeVocabularyAreExact() {
    int vocabulary = 50_000;
    SplittableRandom random = new SplittableRandom(3);
    float[] logits = floats(vocabulary, () -> 20 * random.nextGaussian());
    float[] expected = ArrayScores.logSoftmax(logits);
    try (DeviceScores scores = scores(manager.create(new float[][] {logits}))) {
      Candidates best = scores.top(new float[1], 1, 100, true, ScoreEdits.none(1));
      float[] actual = best.scores();
      float[] same = new float[actual.length];
      for (int rank = 0; rank < same.length; rank++) {
        same[rank] = expected[best.tokens()[rank]];
      }
      TensorAssert.assertClose("log-probabilities", new Shape(100), same, actual, 1e-4);
    }
  }

  @Test
  void whatIsNotANumberIsReported() {
    float[][] logits = {{1, 2, 3}, {1, Float.NaN, 3}};
    try (DeviceScores scores = scores(manager.create(logits))) {
      String message =
          assertThrows(
                  ModelException.class,
                  () -> scores.top(new float[2], 2, 1, false, ScoreEdits.none(2)))
              .getMessage();
      assertEquals(
          "the score of token 1 after row 1 is not a number; are the weights damaged?", message);
      assertThrows(
          ModelException.class, () -> scores.top(new float[2], 2, 1, true, ScoreEdits.none(2)));
    }
  }

  @Test
  void sizesThatDoNotAgreeAreRefused() {
    try (DeviceScores scores = scores(manager.create(new float[4][5]))) {
      assertRefused("3 rows a group for scores of 4 rows and 5 tokens", scores, 4, 3, 1, 4);
      assertRefused("3 row sums for scores of 4 rows and 5 tokens", scores, 3, 2, 1, 4);
      assertRefused("0 candidates a group for scores of 4 rows and 5 tokens", scores, 4, 2, 0, 4);
      assertRefused("2 penalty lists for scores of 4 rows and 5 tokens", scores, 4, 2, 1, 2);
      ScoreEdits edits = ScoreEdits.none(4);
      edits.banned()[2] = new int[] {5};
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> scores.top(new float[4], 1, 1, false, edits))
              .getMessage();
      assertEquals("5 as an edited id for scores of 4 rows and 5 tokens", message);
    }
  }

  private static void assertRefused(
      String expected, DeviceScores scores, int sums, int groupSize, int k, int edits) {
    assertEquals(
        expected,
        assertThrows(
                IllegalArgumentException.class,
                () -> scores.top(new float[sums], groupSize, k, false, ScoreEdits.none(edits)))
            .getMessage());
  }

  @Test
  void closedScoresSaySo() {
    DeviceScores scores = scores(manager.create(new float[1][5]));
    scores.close();
    assertTrue(
        assertThrows(
                IllegalStateException.class,
                () -> scores.top(new float[1], 1, 1, false, ScoreEdits.none(1)))
            .getMessage()
            .contains("until their session's next call"));
  }

  private static DeviceScores scores(NDArray logits) {
    TensorLogits tensor = new TensorLogits(logits);
    return new DeviceScores(tensor, OutputVocabulary.all(tensor.columns()));
  }
}
