package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;
import org.precis.train.run.MetricsLog;
import org.precis.train.run.Objectives;
import org.precis.train.run.TinyTraining;
import org.precis.train.run.TrainingListeners;
import org.precis.train.run.TrainingRun;

/** ACROSS from a YAML file. */
class AcrossTrainingTest {
  private static final String SETTINGS =
      """
      model: model
      output: %s-out
      objective: across
      data: {train: [english-english_train.jsonl, french-english_train.jsonl], cache: %s-cache}
      batch: {max_tokens: 120, accumulation: 2}
      optimizer: {learning_rate: 0.003}
      schedule: {name: linear, steps: 9}
      checkpoint: {every: 100}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeModelAndPairs() throws IOException {
    TinyTraining.in(folder, 10);
    TinyAcross.writePairs(folder, 40);
  }

  @Test
  void aStoppedTrainingWithAQueueGoesOnBitForBit() throws IOException {
    String across = "across: {sampler: queue, negatives: 9, cached: %s}\n";
    Path whole = config("whole", across.formatted(true));
    Path parts = config("parts", across.formatted(true));
    assertEquals(Trainer.Outcome.COMPLETE, train(whole, Long.MAX_VALUE));
    assertEquals(Trainer.Outcome.STOPPED, train(parts, 4));
    assertEquals(Trainer.Outcome.COMPLETE, train(parts, Long.MAX_VALUE));
    Path name = Path.of("step-00000009", "model.safetensors");
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole-out").resolve(name)),
        Files.readAllBytes(folder.resolve("parts-out").resolve(name)));
    List<String> log = Files.readAllLines(folder.resolve("parts-out/training.csv"));
    assertTrue(log.get(0).startsWith("step,epoch,loss,decoder,encoder,nll,paired,"), log.get(0));
    assertEquals(10, log.size());
  }

  /** Each with a teacher of its own. */
  @Test
  void twoDevicesThatShareAStepDoWhatOneDoes() throws IOException {
    String settings =
        "dropout: {states: 0, attention: 0, activation: 0}\nacross: {negatives: 9}\ndevice: ";
    train(config("one", settings + "cpu\n"), Long.MAX_VALUE);
    train(config("two", settings + "cpu, cpu\n"), Long.MAX_VALUE);
    TinyTraining.assertSameFigures(
        folder.resolve("one-out"),
        folder.resolve("two-out"),
        List.of("loss", "encoder", "decoder", "gradient_norm"));
  }

  @Test
  void pointerGeneratorsLearnFromTheirKindOnOneDeviceAndOnTwo() throws IOException {
    TinyAcross.writePointer(folder.resolve("pgnet"), List.of("a", "river", "rose", "after"));
    String settings = "loss: {coverage: 1, coverage_from: 5}\nacross: {negatives: 9}\ndevice: ";
    for (String name : List.of("one", "two")) {
      Path file = config(name, settings + (name.equals("one") ? "cpu\n" : "cpu, cpu\n"));
      Files.writeString(file, Files.readString(file).replace("model: model", "model: pgnet"));
      assertEquals(Trainer.Outcome.COMPLETE, train(file, Long.MAX_VALUE));
    }
    TinyTraining.assertSameFigures(
        folder.resolve("one-out"),
        folder.resolve("two-out"),
        List.of("loss", "encoder", "decoder", "coverage", "gradient_norm"));
    double[] nll = TinyTraining.figures(folder.resolve("one-out"), "nll");
    double[] loss = TinyTraining.figures(folder.resolve("one-out"), "loss");
    double[] coverage = TinyTraining.figures(folder.resolve("one-out"), "coverage");
    double[] encoder = TinyTraining.figures(folder.resolve("one-out"), "encoder");
    double[] decoder = TinyTraining.figures(folder.resolve("one-out"), "decoder");
    assertTrue(nll[8] < 0.95 * nll[0], nll[0] + " to " + nll[8]);
    assertTrue(decoder[8] > 0, "decoder " + decoder[8]);
    assertEquals(nll[4] + encoder[4] + 2 * decoder[4], loss[4], 1e-4);
    assertEquals(nll[5] + coverage[5] + encoder[5] + 2 * decoder[5], loss[5], 1e-4);
  }

  @Test
  void everyPartOfALossIsScaled() throws IOException {
    String settings = "dropout: {states: 0}\nacross: {negatives: 9}\nprecision: ";
    train(config("exact", settings + "fp32\n"), 1);
    train(config("half", settings + "fp16\n"), 1);
    TinyTraining.assertSameFirstGradients(folder.resolve("exact-out"), folder.resolve("half-out"));
  }

  @Test
  void aQueueIsForOneDevice() throws IOException {
    Path file = config("queue", "device: cpu, cpu\nacross: {sampler: queue}\n");
    ConfigException refused = assertThrows(ConfigException.class, () -> train(file, 1));
    assertTrue(refused.getMessage().contains("'across.sampler: queue'"), refused.getMessage());
  }

  @Test
  void theTeacherIsTheModelUnlessAnotherIsNamed() throws IOException {
    TrainConfig own = TrainConfigReader.read(config("own", ""), List.of());
    assertEquals(folder.resolve("model"), own.across().orElseThrow().teacher());
    assertEquals(AcrossSettings.PAPER, own.across().orElseThrow().settings());
    TrainConfig other =
        TrainConfigReader.read(
            config("own", ""),
            List.of(
                "across.teacher=mls",
                "across.encoder_loss=consistency",
                "across.decoder_loss=none",
                "across.gamma=0.5",
                "across.pooling=max",
                "across.positive_in_denominator=false"));
    TrainConfig.AcrossConfig across = other.across().orElseThrow();
    assertEquals(folder.resolve("mls"), across.teacher());
    assertEquals(AcrossSettings.AlignmentLoss.CONSISTENCY, across.settings().encoder());
    assertEquals(AcrossSettings.AlignmentLoss.NONE, across.settings().decoder());
    assertEquals(0.5, across.settings().weights().gamma());
    assertEquals(Pooling.MAX, across.settings().pooling());
    assertEquals(false, across.settings().contrast().positiveCounts());
  }

  @Test
  void settingsOfAnotherObjectiveAreRefused() throws IOException {
    Path file = config("wrong", "across: {gamma: 1}\n");
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> TrainConfigReader.read(file, List.of("objective=supervised")));
    assertTrue(refused.getMessage().contains("'across' is given"), refused.getMessage());
  }

  @Test
  void pairsWithoutTheTeachersLanguageAreRefused() throws IOException {
    Path file = config("alone", "across: {language: klingon}\n");
    ConfigException refused = assertThrows(ConfigException.class, () -> train(file, 1));
    assertTrue(refused.getMessage().contains("across.language"), refused.getMessage());
  }

  private Path config(String name, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, SETTINGS.formatted(name, name) + more);
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
    try (TrainingRun run =
            TrainingRun.open(config, Objectives.of(config, documents -> {}), rows -> {});
        MetricsLog log = new MetricsLog(config.output())) {
      return run.train(TrainingListeners.of(log, counter), () -> done.get() >= steps);
    }
  }
}
