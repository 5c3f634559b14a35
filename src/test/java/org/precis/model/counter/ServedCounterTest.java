package org.precis.model.counter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.SentenceCounter;
import org.precis.model.io.CounterFile;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.nn.NamedTensors;
import org.precis.nn.TorchRuntime;

/** A counter beside a model, written and loaded. */
class ServedCounterTest {
  private static final int WIDTH = 32;

  @TempDir private Path folder;

  private Path model(String fixture, CounterConfig config) throws IOException {
    Path model = Files.createDirectories(folder.resolve(fixture + config.activation()));
    try (Stream<Path> files = Files.list(Fixture.path(fixture))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, model.resolve(file.getFileName().toString()));
      }
    }
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      TorchRuntime.engine().setRandomSeed(4);
      Map<String, NDArray> weights = new HashMap<>();
      CounterNetwork.shapes(WIDTH, 6, 4)
          .forEach((name, shape) -> weights.put(name, manager.randomNormal(shape)));
      CounterFile.write(model, new CounterNetwork(config, new NamedTensors(weights)), 2);
    }
    return model;
  }

  private static List<int[]> sections() {
    return IntStream.of(7, 30, 2)
        .mapToObj(n -> IntStream.range(0, n).map(i -> 5 + 37 * i % 300).toArray())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bart", "t5-relu-tied"})
  void theServingProgramCountsAsTheReferenceDoes(String fixture) throws IOException {
    Path folder = model(fixture, new CounterConfig(CountActivation.SOFTPLUS, 1));
    try (LoadedModel reference = ModelLoader.load(folder, "cpu", LoadOptions.DEFAULT);
        LoadedModel served = ModelLoader.load(folder, "cpu", LoadOptions.SERVING)) {
      SentenceCounter counter = reference.counter().orElseThrow();
      double[] expected = counter.counts(sections());
      assertEquals(3, expected.length);
      assertTrue(IntStream.range(0, 3).allMatch(i -> expected[i] > 0));
      // Packed weights are of half precision.
      assertArrayEquals(expected, served.counter().orElseThrow().counts(sections()), 0.02);
      double[] reversed =
          counter.counts(List.of(sections().get(2), sections().get(1), sections().get(0)));
      assertNotEquals(expected[0], reversed[2], 1e-4);
      assertEquals(counter.hash(), served.counter().orElseThrow().hash());
      assertEquals("2", served.generation().get(LoadedModel.SENTENCE_END));
    }
  }

  @Test
  void aSelectedSectionHasTheSetNumberOfSentences() throws IOException {
    Path folder = model("bart", new CounterConfig(CountActivation.SIGMOID, 3));
    try (LoadedModel loaded = ModelLoader.load(folder, "cpu", LoadOptions.DEFAULT)) {
      for (double count : loaded.counter().orElseThrow().counts(sections())) {
        assertTrue(count == 3 || (count > 0 && count < 0.5), "count " + count);
      }
    }
  }

  @Test
  void modelsWithoutACounterHaveNone() {
    try (LoadedModel loaded = ModelLoader.load(Fixture.path("bart"), "cpu", LoadOptions.DEFAULT)) {
      assertTrue(loaded.counter().isEmpty());
    }
  }

  @Test
  void aCounterThatNobodyDescribesIsRefused() throws IOException {
    Path folder = model("bart", new CounterConfig(CountActivation.RELU, 1));
    Files.copy(
        Fixture.path("bart").resolve("config.json"),
        folder.resolve("config.json"),
        StandardCopyOption.REPLACE_EXISTING);
    ModelFormatException refused =
        assertThrows(
            ModelFormatException.class, () -> ModelLoader.load(folder, "cpu", LoadOptions.DEFAULT));
    assertTrue(refused.getMessage().contains("section_counter"), refused.getMessage());
  }
}
