package org.precis.model.t5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ModelException;
import org.precis.model.ScoreEdits;
import org.precis.model.Scores;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.transformer.TransformerNetwork;

/** The contract of a decoding session, on a tiny model of random weights. */
class T5SessionTest {
  private static final double TOLERANCE = 1e-4;
  private static final List<int[]> SOURCES =
      List.of(
          new int[] {17, 4, 250, 33, 9, 499, 12, 1},
          new int[] {80, 1},
          new int[] {5, 6, 7, 8, 5, 6, 7, 8, 100, 200, 300, 400, 1});
  private static final int[][] TARGETS = {{0, 9, 14, 300, 2}, {0, 7, 7, 7, 7}, {0, 31, 5, 480, 6}};

  private LoadedNetwork loaded;

  @BeforeEach
  void load(@TempDir Path directory) throws Exception {
    T5Config config = RandomCheckpoint.Size.TINY.config();
    RandomCheckpoint.write(directory, config, 5);
    loaded = ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT);
  }

  @AfterEach
  void free() {
    loaded.close();
  }

  /** Raw logits of every row, in order of token. */
  private float[][] logits(Scores scores, int rows) {
    int vocabulary = loaded.model().spec().vocabularySize();
    Candidates all = scores.top(new float[rows], 1, vocabulary, false, ScoreEdits.none(rows));
    float[][] logits = new float[rows][vocabulary];
    for (int i = 0; i < all.tokens().length; i++) {
      logits[all.rows()[i]][all.tokens()[i]] = all.scores()[i];
    }
    return logits;
  }

  /** Logits after each prefix of one target. */
  private float[][] decode(int[] source, int[] target) {
    try (DecodeSession session = loaded.model().start(List.of(source))) {
      float[][] steps = new float[target.length][];
      for (int t = 0; t < target.length; t++) {
        steps[t] = logits(session.step(new int[] {target[t]}), 1)[0];
      }
      return steps;
    }
  }

  private void assertRow(String what, float[] expected, float[] actual) {
    assertClose(what, new Shape(expected.length), expected, actual, TOLERANCE);
  }

  @Test
  void reorderedRowsContinueTheirParents() {
    try (DecodeSession session = loaded.model().start(SOURCES)) {
      session.reorder(new int[] {0, 0, 1, 1, 2, 2}); // two beams, before the first step
      session.step(new int[] {0, 0, 0, 0, 0, 0});
      session.step(new int[] {10, 11, 20, 21, 30, 31});
      session.reorder(new int[] {1, 0, 3, 3, 4, 5}); // swap, fork, keep
      session.step(new int[] {12, 13, 22, 23, 32, 33});
      session.reorder(new int[] {1, 1, 0, 5, 4, 4}); // three beams; the second source leaves
      assertEquals(6, session.rows());
      float[][] last = logits(session.step(new int[] {14, 15, 16, 34, 35, 36}), 6);
      int[][] paths = {
        {0, 10, 13, 14},
        {0, 10, 13, 15},
        {0, 11, 12, 16},
        {0, 31, 33, 34},
        {0, 30, 32, 35},
        {0, 30, 32, 36}
      };
      for (int row = 0; row < paths.length; row++) {
        float[][] alone = decode(SOURCES.get(row < 3 ? 0 : 2), paths[row]);
        assertRow("row " + row, alone[3], last[row]);
      }
      session.reorder(new int[] {0, 1, 2, 3, 4, 5});
      session.reorder(new int[] {4});
      float[][] single = logits(session.step(new int[] {40}), 1);
      assertRow("the last", decode(SOURCES.get(2), new int[] {0, 30, 32, 35, 40})[4], single[0]);
      session.reorder(new int[0]);
      assertEquals(0, session.rows());
      assertThrows(IllegalArgumentException.class, () -> session.step(new int[0]));
    }
  }

  @Test
  void noTensorOutlivesItsStepOrItsSession() {
    int before = arrays();
    int[] during = new int[60];
    try (DecodeSession session = loaded.model().start(SOURCES)) {
      session.reorder(new int[] {0, 0, 1, 1, 2, 2});
      for (int t = 0; t < during.length; t++) {
        Scores scores = session.step(new int[] {t, t, t, t, t, t});
        scores.top(new float[6], 2, 4, true, ScoreEdits.none(6));
        session.reorder(new int[] {1, 0, 2, 2, 5, 4});
        during[t] = arrays();
      }
    }
    assertEquals(during[0], during[during.length - 1]);
    assertEquals(before, arrays());
    for (int i = 0; i < 50; i++) {
      decode(SOURCES.get(i % 3), TARGETS[i % 3]);
    }
    assertEquals(before, arrays());
  }

  private int arrays() {
    return loaded.model().manager().getManagedArrays().size();
  }

  @Test
  void threadsShareAModel() throws Exception {
    List<float[][]> expected =
        IntStream.range(0, 3).mapToObj(row -> decode(SOURCES.get(row), TARGETS[row])).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[][]>> results = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int row = i % 3;
        results.add(threads.submit(() -> decode(SOURCES.get(row), TARGETS[row])));
      }
      for (int i = 0; i < results.size(); i++) {
        for (int t = 0; t < TARGETS[0].length; t++) {
          assertRow("call " + i, expected.get(i % 3)[t], results.get(i).get()[t]);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void scoresEndWithTheSessionsNextCall() {
    try (DecodeSession session = loaded.model().start(SOURCES)) {
      Scores scores = session.step(new int[] {0, 0, 0});
      session.reorder(new int[] {0, 1, 2});
      assertThrows(IllegalStateException.class, () -> logits(scores, 3));
    }
  }

  @Test
  void weightsStayUntilTheLastSessionIsClosed() {
    DecodeSession session = loaded.model().start(SOURCES);
    loaded.close();
    float[][] first = logits(session.step(new int[] {0, 0, 0}), 3);
    assertEquals(3, first.length);
    assertThrows(IllegalStateException.class, () -> loaded.model().start(SOURCES));
    session.close();
    session.close();
    assertEquals(0, arrays());
    assertThrows(IllegalStateException.class, () -> session.step(new int[] {0, 0, 0}));
  }

  @Test
  void inputsThatBreakARuleAreRefused() {
    assertRefused("no source to encode; at least one is needed", List.of());
    assertRefused(
        "source 1 has 0 tokens; allowed are 1 to 2147483647", List.of(new int[] {4}, new int[] {}));
    assertRefused(
        "token 500 of source 0 is outside the vocabulary of 500; is the tokenizer the model's own?",
        Collections.singletonList(new int[] {4, 500}));
    try (DecodeSession session = loaded.model().start(SOURCES)) {
      assertEquals(
          "2 tokens for 3 rows",
          assertThrows(IllegalArgumentException.class, () -> session.step(new int[] {0, 0}))
              .getMessage());
      assertThrows(IllegalArgumentException.class, () -> session.step(new int[] {0, -1, 0}));
      // A refused call changes nothing.
      assertEquals(3, logits(session.step(new int[] {0, 0, 0}), 3).length);
    }
  }

  private void assertRefused(String message, List<int[]> sources) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> loaded.model().start(sources))
            .getMessage());
  }

  @Test
  void damagedWeightsAreReportedNotPassedOn() {
    TransformerNetwork network = (TransformerNetwork) loaded.model().network();
    network.weights().get(T5Names.HEAD).divi(0);
    try (DecodeSession session = loaded.model().start(SOURCES)) {
      Scores scores = session.step(new int[] {0, 0, 0});
      assertThrows(
          ModelException.class, () -> scores.top(new float[3], 1, 1, true, ScoreEdits.none(3)));
    }
  }
}
