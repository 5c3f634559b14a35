package org.precis.model.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ScoreEdits;
import org.precis.model.Scores;
import org.precis.model.Seq2SeqModel;

/** Logits along a fixed walk through a session: beams open, cross, fork, and a source leaves. */
final class Trace {
  static final List<int[]> SOURCES =
      List.of(new int[] {7, 30, 12, 44, 9, 1}, new int[] {51, 8, 1}, new int[] {23, 6, 77, 1});
  private static final int[][] PARENTS = {
    {0, 0, 1, 1, 2, 2},
    {1, 0, 2, 2, 4, 5},
    {0, 0, 3, 2, 5, 4},
    {1, 1, 0, 5, 4, 4},
    {2, 1, 3, 5},
    {3},
  };

  private Trace() {}

  /**
   * Logits of every row after every step, in order of token id; steps run on past the last fork.
   */
  static List<float[][]> of(Seq2SeqModel model, int steps) {
    List<float[][]> all = new ArrayList<>();
    try (DecodeSession session = model.start(SOURCES)) {
      int start = model.spec().decoderStartToken();
      int[] tokens = IntStream.range(0, 3).map(row -> start).toArray();
      for (int t = 0; t < steps; t++) {
        all.add(logits(session.step(tokens), tokens.length, model.spec().targetVocabularySize()));
        if (t < PARENTS.length) {
          session.reorder(PARENTS[t]);
        }
        int step = t;
        tokens = IntStream.range(0, session.rows()).map(row -> 5 + 3 * step + row).toArray();
      }
    }
    return all;
  }

  /** Logits of every row along beams that often continue few others, as in a search. */
  static List<float[][]> ofBeams(Seq2SeqModel model, int steps) {
    List<float[][]> all = new ArrayList<>();
    int vocabulary = model.spec().targetVocabularySize();
    try (DecodeSession session = model.start(SOURCES)) {
      session.reorder(new int[] {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2});
      for (int t = 0; t < steps; t++) {
        int step = t;
        int[] tokens = IntStream.range(0, 12).map(row -> 5 + (7 * step + row) % 90).toArray();
        all.add(logits(session.step(tokens), 12, vocabulary));
        session.reorder(
            t % 3 == 2
                ? new int[] {3, 3, 3, 2, 5, 5, 5, 5, 9, 8, 11, 11}
                : new int[] {1, 0, 2, 2, 4, 7, 6, 5, 8, 8, 9, 10});
      }
    }
    return all;
  }

  /** Raw logits; negative infinity for tokens that cannot be decoded. */
  static float[][] logits(Scores scores, int rows, int vocabulary) {
    Candidates found = scores.top(new float[rows], 1, vocabulary, false, ScoreEdits.none(rows));
    float[][] logits = new float[rows][vocabulary];
    for (float[] row : logits) {
      Arrays.fill(row, Float.NEGATIVE_INFINITY);
    }
    for (int i = 0; i < found.tokens().length; i++) {
      logits[found.rows()[i]][found.tokens()[i]] = found.scores()[i];
    }
    return logits;
  }

  /** Largest difference of two traces as a share of the largest logit. */
  static double distance(List<float[][]> expected, List<float[][]> actual) {
    double largest = 0;
    double difference = 0;
    for (int t = 0; t < expected.size(); t++) {
      for (int row = 0; row < expected.get(t).length; row++) {
        for (int i = 0; i < expected.get(t)[row].length; i++) {
          double wanted = expected.get(t)[row][i];
          double delta = Math.abs(wanted - actual.get(t)[row][i]);
          // Not max: that of a number and NaN would hide it.
          difference = delta <= difference ? difference : delta;
          largest = Math.max(largest, Math.abs(wanted));
        }
      }
    }
    return difference / largest;
  }

  /** Root of the mean squared difference of two traces, as a share of that of the logits. */
  static double meanDistance(List<float[][]> expected, List<float[][]> actual) {
    double squares = 0;
    double differences = 0;
    for (int t = 0; t < expected.size(); t++) {
      for (int row = 0; row < expected.get(t).length; row++) {
        for (int i = 0; i < expected.get(t)[row].length; i++) {
          double wanted = expected.get(t)[row][i];
          squares += wanted * wanted;
          differences += Math.pow(wanted - actual.get(t)[row][i], 2);
        }
      }
    }
    return Math.sqrt(differences / squares);
  }
}
