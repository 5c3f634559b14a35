package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;

/** Training with products of halves. */
class HalfPrecisionTest {
  private static final int STEPS = 30;
  private static final String SETTINGS =
      """
      batch: {max_tokens: 400}
      optimizer: {learning_rate: 0.005}
      schedule: {name: constant, steps: %d}
      dropout: {states: 0, attention: 0, activation: 0}
      precision: %s
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bf16", "fp16"})
  void learnsWhatFp32Learns(String precision) throws IOException {
    TinyTraining tiny = TinyTraining.in(folder, 200);
    double[] exact = losses(tiny.config("exact", SETTINGS.formatted(STEPS, "fp32")));
    double[] half = losses(tiny.config("half", SETTINGS.formatted(STEPS, precision)));
    assertTrue(exact[STEPS - 1] < 0.8 * exact[0], exact[0] + " to " + exact[STEPS - 1]);
    assertEquals(exact[0], half[0], 0.01 * exact[0]);
    assertEquals(exact[STEPS - 1], half[STEPS - 1], 0.05 * exact[0]);
  }

  @Test
  void layersThatAreComputedTwiceHaveAScaledLossToo() throws IOException {
    TinyTraining tiny = TinyTraining.in(folder, 200);
    String recompute = "memory: {recompute: true}\n";
    train(tiny.config("exact", SETTINGS.formatted(8, "fp32") + recompute), 1);
    train(tiny.config("half", SETTINGS.formatted(8, "fp16") + recompute), 1);
    TinyTraining.assertSameFirstGradients(folder.resolve("exact-out"), folder.resolve("half-out"));
  }

  /** The scale is part of what must not be lost. */
  @Test
  void aScaledTrainingGoesOnBitForBit() throws IOException {
    TinyTraining tiny = TinyTraining.in(folder, 200);
    String settings = SETTINGS.formatted(8, "fp16") + "checkpoint: {every: 100}\n";
    train(tiny.config("whole", settings), 8);
    Path parts = tiny.config("parts", settings);
    train(parts, 5);
    train(parts, 8);
    for (String name : List.of("model.safetensors", "trainer/optimizer.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole-out/step-00000008").resolve(name)),
          Files.readAllBytes(folder.resolve("parts-out/step-00000008").resolve(name)),
          name);
    }
    String state = Files.readString(folder.resolve("parts-out/step-00000008/trainer/state.json"));
    assertTrue(state.contains("\"loss_scale\""), state);
  }

  private static double[] losses(Path file) throws IOException {
    return train(file, STEPS).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Losses of the steps up to one of them. */
  private static List<Double> train(Path file, long until) throws IOException {
    TrainConfig config = TrainConfigReader.read(file, List.of());
    List<Double> losses = new ArrayList<>();
    long[] step = {0};
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepped(StepReport report) {
            losses.add(report.losses().loss());
            step[0] = report.step();
          }
        };
    try (TrainingRun run = TrainingRun.open(config, Objectives.of(config, n -> {}), rows -> {});
        MetricsLog log = new MetricsLog(config.output())) {
      Trainer.Outcome expected =
          until == config.trainer().steps() ? Trainer.Outcome.COMPLETE : Trainer.Outcome.STOPPED;
      assertEquals(
          expected, run.train(TrainingListeners.of(log, listener), () -> step[0] >= until));
    }
    return losses;
  }
}
