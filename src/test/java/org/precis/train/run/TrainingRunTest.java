package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.ValidationReport;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;

/** Whole trainings of a tiny model. */
class TrainingRunTest {
  @TempDir private Path folder;
  private TinyTraining tiny;

  @BeforeEach
  void writeModelAndPairs() throws IOException {
    tiny = TinyTraining.in(folder, 400);
  }

  /** By chance one of ten words would be right. */
  @Test
  void aTinyModelLearnsToCopyAndTheEngineServesIt() throws IOException {
    Path config =
        tiny.config(
            "copy",
            """
            batch: {max_tokens: 600, max_examples: 64}
            optimizer: {learning_rate: 0.006}
            schedule: {name: linear, steps: 260, warmup_steps: 10}
            dropout: {states: 0, attention: 0, activation: 0}
            validation: {every: 130, examples: 40, metric: rouge1, generation: {max_length: 12}}
            checkpoint: {every: 1000, keep_best: 1}
            """);
    Heard heard = new Heard();
    assertEquals(Trainer.Outcome.COMPLETE, train(config, heard, Long.MAX_VALUE));
    ValidationReport last = heard.validations.get(1);
    assertTrue(last.losses().loss() < 0.5, "loss " + last.losses().loss());
    assertTrue(last.metrics().get("rouge1") > 50, "ROUGE " + last.metrics());
    List<String> held = Files.readAllLines(folder.resolve("held.tsv"));
    try (LoadedModel model = ModelLoader.load(tiny.output("copy").resolve("model"), "cpu")) {
      long right = held.stream().filter(row -> isCopied(row.split("\t"), model)).count();
      assertTrue(right > 0.5 * held.size(), right + " of " + held.size());
    }
  }

  private static boolean isCopied(String[] pair, LoadedModel model) {
    List<int[]> sources = List.of(model.tokenizer().encode(pair[0]).ids());
    DecodeOptions options = DecodeOptions.parse(model.generation());
    int[] found =
        BeamSearch.search(model.model(), sources, options, StopCheck.NEVER).get(0).get(0).tokens();
    return model.tokenizer().decode(found).equals(pair[1]);
  }

  @Test
  void aStoppedTrainingGoesOnBitForBit() throws IOException {
    String settings =
        """
        batch: {max_tokens: 200, accumulation: 2}
        optimizer: {learning_rate: 0.005}
        schedule: {name: cosine, steps: 12}
        loss: {label_smoothing: 0.1}
        validation: {every: 5}
        checkpoint: {every: 4}
        """;
    Path whole = tiny.config("whole", settings);
    Path parts = tiny.config("parts", settings);
    train(whole, new Heard(), Long.MAX_VALUE);
    assertEquals(Trainer.Outcome.STOPPED, train(parts, new Heard(), 3));
    assertEquals(Trainer.Outcome.STOPPED, train(parts, new Heard(), 7));
    assertEquals(Trainer.Outcome.COMPLETE, train(parts, new Heard(), Long.MAX_VALUE));
    for (String file :
        List.of("model.safetensors", "trainer/optimizer.safetensors", "trainer/state.json")) {
      Path name = Path.of("step-00000012").resolve(file);
      byte[] expected = Files.readAllBytes(tiny.output("whole").resolve(name));
      byte[] actual = Files.readAllBytes(tiny.output("parts").resolve(name));
      if (file.endsWith("json")) {
        assertEquals(
            new String(expected, StandardCharsets.UTF_8).replace("whole", "parts"),
            new String(actual, StandardCharsets.UTF_8));
      } else {
        assertArrayEquals(expected, actual, file);
      }
    }
    assertEquals(13, Files.readAllLines(tiny.output("parts").resolve("training.csv")).size());
  }

  @Test
  void theBestAndTheLatestCheckpointsAreKept() throws IOException {
    Path config =
        tiny.config(
            "best",
            """
            batch: {max_tokens: 200}
            optimizer: {learning_rate: 0.003}
            schedule: {name: constant, steps: 8}
            validation: {every: 2}
            checkpoint: {every: 1, keep_best: 2}
            """);
    Heard heard = new Heard();
    train(config, heard, Long.MAX_VALUE);
    List<String> expected =
        heard.validations.stream()
            .sorted((a, b) -> Double.compare(b.score(), a.score()))
            .limit(2)
            .map(report -> "step-%08d".formatted(report.step()))
            .toList();
    List<String> kept;
    try (Stream<Path> paths = Files.list(tiny.output("best"))) {
      kept =
          paths
              .map(path -> path.getFileName().toString())
              .filter(n -> n.startsWith("step"))
              .toList();
    }
    assertTrue(kept.containsAll(expected), kept + " lacks one of " + expected);
    assertTrue(kept.contains("step-00000008"));
    assertTrue(kept.size() <= 3, kept.toString());
  }

  @Test
  void trainingEndsEarlyWithoutABetterScore() throws IOException {
    Path config =
        tiny.config(
            "early",
            """
            batch: {max_tokens: 200}
            optimizer: {learning_rate: 1.0e-12}
            schedule: {name: constant, steps: 50}
            validation: {every: 1, patience: 3, examples: 2, metric: rouge2, generation: {max_length: 4}}
            """);
    Heard heard = new Heard();
    assertEquals(Trainer.Outcome.EARLY_STOP, train(config, heard, Long.MAX_VALUE));
    assertEquals(4, heard.validations.size());
  }

  /** As in serving, a model that is told its target by a first token is told it. */
  @Test
  void validationWritesInTheTargetLanguage() throws IOException {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> train(multilingual("la"), new Heard(), Long.MAX_VALUE));
    assertTrue(refused.getMessage().contains("no token for the language 'la'"));
    Heard heard = new Heard();
    assertEquals(Trainer.Outcome.COMPLETE, train(multilingual("de"), heard, Long.MAX_VALUE));
    assertTrue(heard.validations.get(0).metrics().containsKey("rouge1"));
  }

  private Path multilingual(String target) throws IOException {
    return Files.writeString(
        folder.resolve(target + ".yaml"),
        """
        model: %s
        output: %s-out
        data: {train: pairs.tsv, validation: held.tsv, target_language: %2$s}
        schedule: {name: constant, steps: 1}
        batch: {max_tokens: 200}
        validation: {examples: 2, metric: rouge1, generation: {max_length: 5, num_beams: 1}}
        """
            .formatted(Fixture.path("mbart50"), target));
  }

  @Test
  void otherSettingsDoNotContinueATraining() throws IOException {
    String settings = "schedule: {name: constant, steps: 2}\n";
    train(tiny.config("one", settings), new Heard(), Long.MAX_VALUE);
    Path changed = tiny.config("one", settings + "batch: {max_tokens: 300}\n");
    ConfigException refused =
        assertThrows(ConfigException.class, () -> train(changed, new Heard(), Long.MAX_VALUE));
    assertTrue(refused.getMessage().contains("[batch.max_tokens]"), refused.getMessage());
  }

  @Test
  void aTrainingThatCannotBeginLeavesNoNetworkBehind() throws IOException {
    Path file = tiny.config("one", "schedule: {name: constant, steps: 2}\n");
    TrainConfig config = TrainConfigReader.read(file, List.of());
    List<NDManager> opened = new ArrayList<>();
    TrainingRun.ObjectiveFactory refusing =
        start -> {
          opened.add(start.manager());
          throw new ConfigException("not with this one");
        };
    assertThrows(ConfigException.class, () -> TrainingRun.open(config, refusing, rows -> {}));
    assertEquals(1, opened.size());
    assertFalse(opened.get(0).isOpen());
  }

  private static Trainer.Outcome train(Path file, Heard heard, long steps) throws IOException {
    TrainConfig config = TrainConfigReader.read(file, List.of());
    AtomicLong done = new AtomicLong();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepped(StepReport report) {
            done.incrementAndGet();
          }
        };
    try (TrainingRun run = TrainingRun.open(config, Objectives.supervised(config), rows -> {});
        MetricsLog log = new MetricsLog(config.output())) {
      return run.train(TrainingListeners.of(log, heard, counter), () -> done.get() >= steps);
    }
  }

  private static final class Heard implements TrainingListener {
    private final List<ValidationReport> validations = new ArrayList<>();

    @Override
    public void validated(ValidationReport report) {
      validations.add(report);
    }
  }
}
