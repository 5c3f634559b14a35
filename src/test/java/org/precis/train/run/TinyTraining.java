package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.t5.Fixture;
import org.precis.model.t5.T5Config;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;

/** A folder with a tiny model of random weights, pairs to train on and a configuration. */
public final class TinyTraining {
  private static final List<String> WORDS =
      List.of("a", "river", "rose", "after", "heavy", "rain", "the", "city", "council", "met");

  private final Path folder;

  private TinyTraining(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes everything. The task is to repeat the first word.
   *
   * @param pairs how many
   */
  public static TinyTraining in(Path folder, int pairs) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    for (String name : List.of("tokenizer.json", "tokenizer_config.json", "spiece.model")) {
      Files.copy(Fixture.path(Fixture.MT5).resolve(name), model.resolve(name));
    }
    T5Config config = RandomCheckpoint.Size.TINY.config();
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(model)) {
      RandomCheckpoint.write(
          model,
          config.toBuilder()
              .vocabularySize(tokenizer.vocabularySize())
              .width(32)
              .headWidth(8)
              .tiedHead(true)
              .build(),
          1);
    }
    Files.writeString(folder.resolve("pairs.tsv"), rows(new SplittableRandom(4), pairs));
    Files.writeString(folder.resolve("held.tsv"), rows(new SplittableRandom(5), pairs / 10));
    return new TinyTraining(folder);
  }

  /** A figure of every step that a training has logged. */
  public static double[] figures(Path output, String name) throws IOException {
    List<String> lines = Files.readAllLines(output.resolve("training.csv"));
    int column = List.of(lines.get(0).split(",", -1)).indexOf(name);
    return lines.stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
        .toArray();
  }

  /** Requires figures of every step of two trainings to be the same, but for the order of sums. */
  public static void assertSameFigures(Path one, Path other, List<String> names)
      throws IOException {
    for (String name : names) {
      double[] expected = figures(one, name);
      double[] found = figures(other, name);
      assertEquals(expected.length, found.length, name);
      for (int step = 0; step < expected.length; step++) {
        double tolerance = 5e-4 * Math.max(1, Math.abs(expected[step]));
        assertEquals(expected[step], found[step], tolerance, name + " of step " + (step + 1));
      }
    }
  }

  /** Requires two trainings to begin with equal gradients, but for the precision of halves. */
  public static void assertSameFirstGradients(Path exact, Path half) throws IOException {
    double norm = figures(exact, "gradient_norm")[0];
    assertEquals(norm, figures(half, "gradient_norm")[0], 0.05 * norm);
  }

  private static String rows(SplittableRandom random, int count) {
    return random
        .ints(count, 2, 7)
        .mapToObj(length -> sentence(random, length))
        .map(text -> text + "\t" + text.replaceAll(" .*", ""))
        .collect(Collectors.joining("\n"));
  }

  private static String sentence(SplittableRandom random, int length) {
    return random
        .ints(length, 0, WORDS.size())
        .mapToObj(WORDS::get)
        .collect(Collectors.joining(" "));
  }

  /**
   * Writes a configuration.
   *
   * @param name its file's name, and with {@code -out} behind it that of its output
   * @param more sections besides model, output and data
   */
  public Path config(String name, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        model: model
        output: %s-out
        seed: 3
        data:
          train: pairs.tsv
          cache: cache
          validation: held.tsv
          drop_duplicates: false
        """
                .formatted(name)
            + more);
    return file;
  }

  /** Where a configuration's checkpoints go. */
  public Path output(String name) {
    return folder.resolve(name + "-out");
  }
}
