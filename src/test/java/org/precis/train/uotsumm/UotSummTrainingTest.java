package org.precis.train.uotsumm;

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
import org.precis.align.TransportSettings;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.SentenceLimits;
import org.precis.decode.StopCheck;
import org.precis.model.counter.CountActivation;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.train.StepReport;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;
import org.precis.train.data.SectionedDocument;
import org.precis.train.run.MetricsLog;
import org.precis.train.run.Objectives;
import org.precis.train.run.TinyTraining;
import org.precis.train.run.TrainingListeners;
import org.precis.train.run.TrainingRun;

/** UOTSumm from a YAML file. */
class UotSummTrainingTest {
  private static final String SHORT =
      """
      batch: {max_tokens: 200, accumulation: 2}
      optimizer: {learning_rate: 0.002}
      schedule: {name: linear, steps: 5}
      checkpoint: {every: 100}
      uotsumm: {counter_learning_rate: 0.01, counter_width: 8}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeModelAndDocuments() throws IOException {
    TinySections.write(folder, 12);
  }

  @Test
  void aStoppedTrainingGoesOnBitForBit() throws IOException {
    Path whole = TinySections.config(folder, "whole", SHORT);
    Path parts = TinySections.config(folder, "parts", SHORT);
    assertEquals(Trainer.Outcome.COMPLETE, train(whole, Long.MAX_VALUE));
    assertEquals(Trainer.Outcome.STOPPED, train(parts, 2));
    assertEquals(Trainer.Outcome.COMPLETE, train(parts, Long.MAX_VALUE));
    for (String name :
        List.of(
            "model.safetensors", "counter.safetensors", "trainer/counter-optimizer.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole-out/step-00000005").resolve(name)),
          Files.readAllBytes(folder.resolve("parts-out/step-00000005").resolve(name)),
          name);
    }
    String head = Files.readAllLines(folder.resolve("parts-out/training.csv")).get(0);
    for (String figure :
        List.of(
            "column_entropy", "count_error", "count_loss", "moved", "nll", "phi_0", "phi_5_up")) {
      assertTrue(head.contains("," + figure + ","), head);
    }
  }

  /** The counter beside the network is shared too. */
  @Test
  void twoDevicesThatShareAStepDoWhatOneDoes() throws IOException {
    String settings = SHORT + "dropout: {states: 0, attention: 0, activation: 0}\ndevice: ";
    train(TinySections.config(folder, "one", settings + "cpu\n"), Long.MAX_VALUE);
    train(TinySections.config(folder, "two", settings + "cpu, cpu\n"), Long.MAX_VALUE);
    TinyTraining.assertSameFigures(
        folder.resolve("one-out"),
        folder.resolve("two-out"),
        List.of("loss", "count_loss", "count_error", "gradient_norm"));
  }

  @Test
  void theSummarisersLossIsScaled() throws IOException {
    String settings = SHORT + "dropout: {states: 0, attention: 0, activation: 0}\nprecision: ";
    train(TinySections.config(folder, "exact", settings + "fp32\n"), 1);
    train(TinySections.config(folder, "half", settings + "fp16\n"), 1);
    TinyTraining.assertSameFirstGradients(folder.resolve("exact-out"), folder.resolve("half-out"));
  }

  /** Which sections have something to say, how much, and what it is. */
  @Test
  void aFewDocumentsCanBeOverfitted() throws IOException {
    TinySections.write(Files.createDirectory(folder.resolve("few")), 3);
    Path config =
        TinySections.config(
            folder.resolve("few"),
            "fit",
            """
            batch: {max_tokens: 2000, max_examples: 3}
            optimizer: {learning_rate: 0.003, weight_decay: 0}
            schedule: {name: linear, steps: 220, warmup_steps: 10}
            uotsumm: {counter_learning_rate: 0.02, counter_width: 16, alignment: given}
            validation: {every: 110, examples: 3, metric: rouge1, batch: 2}
            """);
    assertEquals(
        Trainer.Outcome.COMPLETE, train(config, Long.MAX_VALUE, "data.validation=documents.jsonl"));
    assertTrue(lastRouge1(folder.resolve("few/fit-out")) > 95);
    try (LoadedModel model =
        ModelLoader.load(folder.resolve("few/fit-out/model"), "cpu", LoadOptions.SERVING)) {
      assertEquals("2", model.generation().get(LoadedModel.SENTENCE_END));
      String line = Files.readAllLines(folder.resolve("few/documents.jsonl")).get(0);
      SectionedDocument document = SectionedDocument.parse(line);
      List<int[]> sections =
          document.sections().stream()
              .map(section -> String.join(" ", section.sentences()))
              .map(text -> model.tokenizer().encode(text).ids())
              .toList();
      double[] counts = model.counter().orElseThrow().counts(sections);
      assertArrayEquals(new double[] {1, 0, 2}, counts, 0.4);
      DecodeOptions options =
          DecodeOptions.builder().numBeams(2).maxNewTokens(60).forcedBosToken(0).build();
      var found =
          BeamSearch.search(
              model.model(),
              List.of(sections.get(2)),
              options,
              new SentenceLimits(2, List.of(2), 30),
              StopCheck.NEVER);
      String written = model.tokenizer().decode(found.get(0).get(0).tokens()).strip();
      assertEquals(document.summary().get(1) + document.summary().get(2), written);
    }
  }

  @Test
  void settingsAreReadAndCheckedAgainstEachOther() throws IOException {
    TrainConfig usual =
        TrainConfigReader.read(TinySections.config(folder, "usual", SHORT), List.of());
    UotSummSettings settings = usual.uotsumm().orElseThrow();
    assertEquals(TransportSettings.DEFAULT, settings.transport());
    assertEquals(CountLoss.KL, settings.countLoss());
    assertEquals(CountActivation.SOFTPLUS, settings.counter().activation());
    assertEquals(25, usual.data().sections().orElseThrow().maxSections());
    UotSummSettings selecting =
        TrainConfigReader.read(
                TinySections.config(folder, "selecting", SHORT),
                List.of("uotsumm.alignment=simple", "uotsumm.counter=selection"))
            .uotsumm()
            .orElseThrow();
    assertEquals(CountLoss.BCE, selecting.countLoss());
    assertTrue(selecting.counter().selects());
    refused("uotsumm.count_loss=bce", "uotsumm.counter: selection");
    refused("objective=supervised", "'uotsumm' is given");
  }

  private void refused(String assignment, String expected) throws IOException {
    Path file = TinySections.config(folder, "refused", SHORT);
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> TrainConfigReader.read(file, List.of(assignment)));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  /** Of summaries that are made section by section, as many sentences as the counter says. */
  private static double lastRouge1(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output.resolve("validation.csv"));
    int column = List.of(lines.get(0).split(",", -1)).indexOf("rouge1");
    return Double.parseDouble(lines.get(lines.size() - 1).split(",", -1)[column]);
  }

  private static Trainer.Outcome train(Path file, long steps, String... assignments)
      throws IOException {
    TrainConfig config = TrainConfigReader.read(file, List.of(assignments));
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
