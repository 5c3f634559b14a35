package org.precis.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.train.optim.Optimizer;
import org.precis.train.optim.Schedule;

/** Keys, types and rules of a training's configuration. */
class TrainConfigReaderTest {
  private static final String LEAST =
      """
      model: m
      output: out
      data: {train: pairs.tsv}
      schedule: {steps: 10}
      """;

  @TempDir private Path folder;

  @Test
  void defaultsFillWhatIsNotGiven() throws IOException {
    TrainConfig config = read(LEAST);
    assertEquals(folder.resolve("m"), config.model());
    assertEquals(folder.resolve("out/data"), config.cache());
    assertEquals(Optimizer.Kind.ADAMW, config.optimizer().kind());
    assertEquals(Schedule.Kind.POLYNOMIAL, config.schedule().kind());
    assertEquals(84, config.data().maxTargetTokens());
    assertEquals(Optional.empty(), config.dropout().states());
  }

  @Test
  void valuesReplaceDefaults() throws IOException {
    TrainConfig config =
        read(
            """
            model: m
            output: out
            device: cpu
            data:
              train:
                - arabic-english_train.jsonl
                - {path: x.tsv, language: fr}
              max_source_tokens: 100
            optimizer: {name: adafactor, learning_rate: 1e-3, relative_step: true}
            schedule: {name: inverse_sqrt, steps: 20, warmup_steps: 5}
            dropout: {states: 0.2}
            validation: {generation: {num_beams: 4}, examples: 3, metric: rougeL}
            """);
    assertEquals("arabic", config.data().train().get(0).language());
    assertEquals("fr", config.data().train().get(1).language());
    assertEquals(1e-3, config.schedule().peak());
    assertTrue(config.optimizer().adafactor().scaleParameter());
    assertEquals(Optional.of(0.2), config.dropout().states());
    assertEquals(Map.of("num_beams", "4"), config.validation().generation());
  }

  @Test
  void assignmentsWinOverTheFile() throws IOException {
    TrainConfig config =
        read(LEAST, "schedule.steps=7", "batch.max_tokens=99", "data.train=[a.tsv, b.tsv]");
    assertEquals(7, config.trainer().steps());
    assertEquals(99, config.maxTokens());
    assertEquals(2, config.data().train().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch: {max_token: 5}              | 'batch.max_token' is unknown; did you mean 'batch.max_tokens'?",
        "sed: 1                             | 'sed' is unknown; did you mean 'seed'?",
        "batch: {max_tokens: many}          | 'batch.max_tokens' must be a whole number of at least 2; it is 'many'",
        "batch: 7                           | 'batch' must be a section of keys and values; it is '7'",
        "optimizer: {name: adamm}           | 'optimizer.name' must be one of adamw, adafactor, adagrad; it is 'adamm'",
        "loss: {label_smoothing: a lot}     | 'loss.label_smoothing' must be a number; it is 'a lot'",
        "validation: {metric: rouge2}       | needs 'validation.examples' above 0",
        "validation: {metric: bleu}         | 'validation.metric' must be one of [rouge1, rouge2, rougeL, loss]",
        "memory: {recompute: 3}             | 'memory.recompute' must be true or false; it is '3'",
        "checkpoint: {every: 0}             | 'checkpoint.every' must be a whole number of at least 1; it is '0'",
      })
  void mistakesAreNamed(String line, String message) {
    ConfigException refused = assertThrows(ConfigException.class, () -> read(LEAST + line + "\n"));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertTrue(refused.getMessage().contains("config.yaml"), refused.getMessage());
  }

  @Test
  void neededKeysAreNamed() {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> read("output: out\nschedule: {step: 1}\n"));
    assertTrue(
        refused.getMessage().contains("'schedule.steps' must be given; given there are [step]"),
        refused.getMessage());
  }

  @Test
  void noYamlIsNamedWithItsPlace() {
    ConfigException refused = assertThrows(ConfigException.class, () -> read("a: [1\n"));
    assertTrue(refused.getMessage().contains("is no YAML"), refused.getMessage());
    assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
  }

  @Test
  void aTrainingIsContinuedWithTheSameKeysThatMatter() throws IOException {
    Map<String, String> started = read(LEAST).flat();
    assertEquals(Set.of(), read(LEAST, "output=x", "validation.every=3").differences(started));
    assertEquals(
        Set.of("batch.accumulation", "schedule.steps"),
        read(LEAST, "batch.accumulation=3", "schedule.steps=9").differences(started));
  }

  private TrainConfig read(String yaml, String... assignments) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, yaml);
    return TrainConfigReader.read(file, List.of(assignments));
  }
}
