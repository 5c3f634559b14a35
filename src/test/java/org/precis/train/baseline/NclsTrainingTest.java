package org.precis.train.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;
import org.precis.train.run.Objectives;
import org.precis.train.run.TinyTraining;
import org.precis.train.run.TrainingRun;

/** Two decoders on one encoder; the second task is to repeat the last word. */
class NclsTrainingTest {
  @TempDir private Path folder;
  private TinyTraining tiny;

  @BeforeEach
  void writePairsOfBothTasks() throws IOException {
    tiny = TinyTraining.in(folder, 100);
    List<String> second = new ArrayList<>();
    for (String row : Files.readAllLines(folder.resolve("pairs.tsv"))) {
      String source = row.split("\t", 2)[0];
      second.add(source + "\t" + source.replaceAll(".* ", ""));
    }
    Files.write(folder.resolve("second.tsv"), second);
  }

  private String settings(String objective, int steps) {
    return """
    objective: %s
    ncls: {train: second.tsv}
    batch: {max_tokens: 300}
    optimizer: {learning_rate: 0.005}
    schedule: {name: constant, steps: %d}
    dropout: {states: 0, attention: 0, activation: 0}
    checkpoint: {every: 1000}
    """
        .formatted(objective, steps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncls_mls", "ncls_mt"})
  void bothTasksAreLearnt(String objective) throws IOException {
    List<StepReport> steps = new ArrayList<>();
    train(tiny.config(objective, settings(objective, 120)), steps, Integer.MAX_VALUE);
    for (String part : List.of("nll", "second")) {
      double first = steps.get(0).losses().parts().get(part);
      double last = steps.get(119).losses().parts().get(part);
      assertTrue(last < 0.6 * first, part + " " + first + " to " + last);
    }
    assertEquals(
        steps.get(0).losses().loss(),
        steps.get(0).losses().parts().values().stream().mapToDouble(x -> x).sum(),
        1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncls_mls", "ncls_mt"})
  void lossesOfBothTasksAreScaled(String objective) throws IOException {
    List<StepReport> exact = new ArrayList<>();
    train(tiny.config("exact", settings(objective, 2)), exact, 1);
    List<StepReport> half = new ArrayList<>();
    train(tiny.config("half", settings(objective, 2) + "precision: fp16\n"), half, 1);
    double norm = exact.get(0).gradientNorm();
    assertEquals(norm, half.get(0).gradientNorm(), 0.01 * norm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncls_mls", "ncls_mt"})
  void aStoppedTrainingGoesOnBitForBit(String objective) throws IOException {
    train(tiny.config("whole", settings(objective, 8)), new ArrayList<>(), Integer.MAX_VALUE);
    Path parts = tiny.config("parts", settings(objective, 8));
    train(parts, new ArrayList<>(), 3);
    train(parts, new ArrayList<>(), Integer.MAX_VALUE);
    for (String file : List.of("model.safetensors", "trainer/second-decoder.safetensors")) {
      Path name = Path.of("step-00000008").resolve(file);
      assertArrayEquals(
          Files.readAllBytes(tiny.output("whole").resolve(name)),
          Files.readAllBytes(tiny.output("parts").resolve(name)),
          file);
    }
    assertFalse(Files.exists(tiny.output("parts").resolve("model/second-decoder.safetensors")));
  }

  @Test
  void theSecondDecoderSharesEncoderAndEmbeddingsOnly() {
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(Fixture.MT5), "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork first = (TransformerNetwork) loaded.model().network();
      SecondDecoder second = new SecondDecoder(first, loaded.model().manager());
      TreeSet<String> copied = new TreeSet<>(second.all().names());
      copied.removeAll(first.weights().names());
      assertTrue(copied.contains("second.lm_head.weight"), copied.toString());
      assertTrue(copied.contains("second.decoder.final_layer_norm.weight"), copied.toString());
      assertTrue(
          copied.stream()
              .allMatch(name -> name.startsWith("second.decoder.") || name.contains("lm_head")),
          copied.toString());
      assertEquals("second.lm_head.weight", second.network().head().name());
    }
  }

  private static void train(Path file, List<StepReport> steps, int most) throws IOException {
    TrainConfig config = TrainConfigReader.read(file, List.of());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepped(StepReport report) {
            steps.add(report);
          }
        };
    try (TrainingRun run = TrainingRun.open(config, Objectives.of(config, d -> {}), rows -> {})) {
      Trainer.Outcome outcome = run.train(listener, () -> steps.size() >= most);
      assertEquals(
          most == Integer.MAX_VALUE ? Trainer.Outcome.COMPLETE : Trainer.Outcome.STOPPED, outcome);
    }
  }
}
