package org.precis.model.pgnet;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ScoreEdits;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.PointerCheckpoint;
import org.precis.model.io.SafeTensorsWriter;
import org.precis.model.session.NetworkModel;
import org.precis.token.WordLevelTokenizer;

/**
 * A random network, and log-probabilities along a fixed walk through a session of it: beams open,
 * cross and fork, and a source leaves.
 */
final class PointerWalk {
  static final int WORDS = 90;
  private static final int OPEN = WordLevelTokenizer.FIRST_OPEN;

  /** Words of the vocabulary, and open ones, one of which two sources share. */
  static final List<int[]> SOURCES =
      List.of(
          new int[] {7, 30, OPEN + 9, 12, 44, 7, OPEN + 2, 9, 3},
          new int[] {51, OPEN + 9, 3},
          new int[] {23, 6, OPEN + 40, 77, 3});

  private static final int[][] PARENTS = {
    {0, 0, 1, 1, 2, 2}, {1, 0, 2, 2, 4, 5}, {0, 0, 3, 2, 5, 4}, {2, 3, 5, 4}, {1, 0, 3, 3}, {3, 2}
  };

  private PointerWalk() {}

  /**
   * Writes a network of random weights, biases and coverage among them, that are large enough for
   * its distributions to be far from even.
   */
  static void write(Path directory) throws IOException {
    List<String> words =
        Stream.concat(
                WordLevelTokenizer.SPECIAL.stream(),
                IntStream.range(WordLevelTokenizer.SPECIAL.size(), WORDS).mapToObj(i -> "w" + i))
            .toList();
    PointerConfig config = PointerCheckpoint.config(WORDS, 24);
    PointerCheckpoint.write(directory, config, words, 0);
    SplittableRandom random = new SplittableRandom(11);
    List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
    config.shapes().forEach((name, shape) -> tensors.add(tensor(name, shape, random)));
    SafeTensorsWriter.write(directory.resolve("model.safetensors"), tensors);
  }

  private static SafeTensorsWriter.Tensor tensor(
      String name, Shape shape, SplittableRandom random) {
    double bound = 4 / Math.sqrt((double) shape.get(shape.dimension() - 1));
    return new SafeTensorsWriter.Tensor(
        name,
        shape,
        (piece, first) -> {
          while (piece.hasRemaining()) {
            piece.put((float) random.nextDouble(-bound, bound));
          }
        });
  }

  /** The reference; the caller closes it. */
  static LoadedNetwork reference(Path directory) {
    return ModelLoader.loadNetwork(directory, "cpu", new LoadOptions(true, 1));
  }

  /** The program; the caller closes it. */
  static LoadedNetwork serve(Path directory, Precision precision, Optional<int[]> outputs) {
    ServingOptions options = new ServingOptions(precision, false, outputs);
    return ModelLoader.loadNetwork(
        directory, "cpu", new LoadOptions(true, 1, Optional.of(options)));
  }

  /** Log-probabilities by word of every row after every step. */
  static List<List<Map<Integer, Float>>> of(NetworkModel model) {
    List<List<Map<Integer, Float>>> steps = new ArrayList<>();
    try (DecodeSession session = model.start(SOURCES)) {
      int[] words = {2, 2, 2};
      for (int[] parents : PARENTS) {
        steps.add(rows(session, words));
        session.reorder(parents);
        int step = steps.size();
        words = IntStream.range(0, parents.length).map(row -> 5 + 7 * step + row).toArray();
        words[0] = OPEN + 9;
      }
      steps.add(rows(session, words));
    }
    return steps;
  }

  /** Log-probabilities by word of every row. */
  static List<Map<Integer, Float>> rows(DecodeSession session, int[] words) {
    Candidates found =
        session
            .step(words)
            .top(new float[words.length], 1, 2 * WORDS, true, ScoreEdits.none(words.length));
    List<Map<Integer, Float>> rows = new ArrayList<>();
    for (int row = 0; row < words.length; row++) {
      rows.add(new TreeMap<>());
    }
    for (int i = 0; i < found.tokens().length; i++) {
      rows.get(found.rows()[i]).put(found.tokens()[i], found.scores()[i]);
    }
    return rows;
  }
}
