package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingException;
import org.precis.train.TrainingListener;
import org.precis.train.ValidationReport;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;

/** Several devices; here they are one processor with several copies of the network. */
class DataParallelTest {
  private static final String SETTINGS =
      """
      batch: {max_tokens: 200, accumulation: 3}
      optimizer: {learning_rate: 0.005}
      schedule: {name: constant, steps: 10}
      dropout: {states: 0, attention: 0, activation: 0}
      validation: {every: 5}
      """;

  @TempDir private Path folder;

  /** Three batches on two copies: one of them has two. */
  @Test
  void copiesThatShareAStepDoWhatOneDeviceDoes() throws IOException {
    TinyTraining tiny = TinyTraining.in(folder, 200);
    double[] expected = train(tiny.config("one", SETTINGS));
    double[] actual = train(tiny.config("two", SETTINGS + "device: cpu, cpu\n"));
    assertEquals(12, expected.length);
    assertArrayEquals(expected, actual, 2e-4);
    assertTrue(expected[11] < 0.8 * expected[0], expected[0] + " to " + expected[11]);
  }

  @Test
  void aLossThatIsNoNumberOnOneDeviceEndsTheTraining() throws IOException {
    TinyTraining tiny = TinyTraining.in(folder, 200);
    Path config = tiny.config("burst", SETTINGS + "device: cpu, cpu\n");
    TrainingException failed =
        assertThrows(
            TrainingException.class, () -> train(config, "optimizer.learning_rate=1.0e+30"));
    assertTrue(failed.getMessage().contains("the weights were not changed"), failed.getMessage());
  }

  @Test
  void whatCannotBeSharedIsRefused() throws IOException {
    TinyTraining tiny = TinyTraining.in(folder, 20);
    Path many = tiny.config("many", SETTINGS + "device: cpu, cpu, cpu, cpu\n");
    ConfigException refused = assertThrows(ConfigException.class, () -> train(many));
    assertTrue(refused.getMessage().contains("'batch.accumulation'"), refused.getMessage());
    Path ncls =
        tiny.config(
            "ncls", SETTINGS + "device: cpu, cpu\nobjective: ncls_mt\nncls: {train: pairs.tsv}\n");
    refused = assertThrows(ConfigException.class, () -> train(ncls));
    assertTrue(refused.getMessage().contains("an ncls objective"), refused.getMessage());
  }

  /** Losses of all steps, and of the validations after them. */
  private static double[] train(Path file, String... changes) throws IOException {
    TrainConfig config = TrainConfigReader.read(file, List.of(changes));
    List<Double> losses = new ArrayList<>();
    List<Double> validations = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepped(StepReport report) {
            losses.add(report.losses().loss());
          }

          @Override
          public void validated(ValidationReport report) {
            validations.add(report.losses().loss());
          }
        };
    try (TrainingRun run = TrainingRun.open(config, Objectives.supervised(config), rows -> {})) {
      assertEquals(Trainer.Outcome.COMPLETE, run.train(listener, () -> false));
    }
    losses.addAll(validations);
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
