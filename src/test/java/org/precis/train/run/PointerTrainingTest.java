package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.PointerCheckpoint;
import org.precis.token.WordCounts;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;

/** Whole trainings of a tiny pointer-generator network, on sentences with names of their own. */
class PointerTrainingTest {
  private static final List<String> VERBS = List.of("rose", "fell", "froze", "burst");

  @TempDir private Path folder;

  @BeforeEach
  void writeModelAndPairs() throws IOException {
    List<String> rows = rows(new SplittableRandom(4), 300);
    Files.write(folder.resolve("pairs.tsv"), rows);
    Files.write(folder.resolve("held.tsv"), rows(new SplittableRandom(5), 20));
    WordCounts counts = new WordCounts();
    rows.forEach(counts::add);
    List<String> words = counts.vocabulary(13);
    PointerCheckpoint.write(
        folder.resolve("model"), PointerCheckpoint.config(words.size(), 24), words, 1);
  }

  /** No name comes twice, so that none is in the vocabulary. */
  private static List<String> rows(SplittableRandom random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String name = "N" + Integer.toString(random.nextInt(1 << 20), 36);
              String verb = VERBS.get(random.nextInt(VERBS.size()));
              return "after the rain the river %s %s .\t%s %s .".formatted(name, verb, name, verb);
            })
        .toList();
  }

  private Path config(String name, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        model: model
        output: %s
        data: {train: pairs.tsv, validation: held.tsv, cache: cache}
        optimizer: {name: adagrad, learning_rate: 0.15, initial_accumulator: 0.1, max_gradient_norm: 2}
        """
                .formatted(name)
            + more);
    return file;
  }

  private static Trainer.Outcome train(Path file, long steps) throws IOException {
    TrainConfig config = TrainConfigReader.read(file, List.of());
    AtomicLong done = new AtomicLong();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepped(StepReport report) {
            done.incrementAndGet();
          }
        };
    try (TrainingRun run = TrainingRun.open(config, Objectives.supervised(config), rows -> {})) {
      assertTrue(TrainingPlan.of(config, run).contains("(pgnet)"));
      return run.train(counter, () -> done.get() >= steps);
    }
  }

  @Test
  void namesThatWereNeverSeenAreCopiedIntoSummaries() throws IOException {
    Path config =
        config(
            "copy",
            """
            batch: {max_tokens: 600, max_examples: 32}
            schedule: {name: constant, steps: 600}
            loss: {coverage: 1, coverage_from: 500}
            validation: {every: 600, examples: 20, metric: rouge1, generation: {max_length: 8}}
            """);
    assertEquals(Trainer.Outcome.COMPLETE, train(config, Long.MAX_VALUE));
    assertTrue(Files.exists(folder.resolve("copy/model/modeling_pgnet.py")));
    try (LoadedModel model = ModelLoader.load(folder.resolve("copy/model"), "cpu")) {
      List<String> wrong =
          Files.readAllLines(folder.resolve("held.tsv")).stream()
              .map(row -> row.split("\t", -1))
              .filter(pair -> !summary(pair[0], model).equals(pair[1].replace(" .", ".")))
              .map(pair -> summary(pair[0], model))
              .collect(Collectors.toList());
      assertTrue(wrong.size() < 5, wrong.toString());
    }
  }

  private static String summary(String text, LoadedModel model) {
    List<int[]> sources = List.of(model.tokenizer().encode(text).ids());
    DecodeOptions options = DecodeOptions.parse(model.generation());
    int[] found =
        BeamSearch.search(model.model(), sources, options, StopCheck.NEVER).get(0).get(0).tokens();
    return model.tokenizer().decode(found, text);
  }

  @Test
  void aStoppedTrainingGoesOnBitForBit() throws IOException {
    String settings =
        """
        batch: {max_tokens: 200, accumulation: 2}
        schedule: {name: constant, steps: 8}
        loss: {coverage: 1, coverage_from: 5}
        dropout: {states: 0.2}
        checkpoint: {every: 4}
        """;
    train(config("whole", settings), Long.MAX_VALUE);
    assertEquals(Trainer.Outcome.STOPPED, train(config("parts", settings), 3));
    assertEquals(Trainer.Outcome.COMPLETE, train(config("parts", settings), Long.MAX_VALUE));
    for (String file : List.of("model.safetensors", "trainer/optimizer.safetensors")) {
      Path name = Path.of("step-00000008").resolve(file);
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(name)),
          Files.readAllBytes(folder.resolve("parts").resolve(name)),
          file);
    }
  }

  @Test
  void whatANetworkDoesNotHaveIsRefused() throws IOException {
    String steps = "schedule: {name: constant, steps: 2}\n";
    Path smooth = config("smooth", steps + "loss: {label_smoothing: 0.1}\n");
    String message = assertThrows(ConfigException.class, () -> train(smooth, 1)).getMessage();
    assertTrue(message.contains("'loss.label_smoothing'"), message);
    Path tiny =
        TinyTraining.in(Files.createDirectory(folder.resolve("t5")), 20)
            .config("c", steps + "loss: {coverage: 1}\n");
    message = assertThrows(ConfigException.class, () -> train(tiny, 1)).getMessage();
    assertTrue(message.contains("'loss.coverage'"), message);
  }
}
