package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.nn.TorchRuntime;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/** What needs a GPU: skipped where PyTorch sees none. */
@Tag("gpu")
class GpuTest {
  private static final Path MODEL = Fixture.path(Fixture.MT5);
  private static final String TEXT =
      "The committee published its annual report on water quality, as it does every year.";

  @BeforeAll
  static void needAGpu() {
    assumeTrue(TorchRuntime.engine().getGpuCount() > 0, "PyTorch sees no GPU");
  }

  private static List<Hypothesis> search(String device, Precision precision, int beams) {
    LoadOptions options =
        new LoadOptions(
            true, 1, Optional.of(new ServingOptions(precision, false, Optional.empty())));
    try (LoadedModel loaded = ModelLoader.load(MODEL, device, options)) {
      return BeamSearch.search(
              loaded.model(),
              List.of(loaded.tokenizer().encode(TEXT).ids()),
              DecodeOptions.builder().numBeams(beams).maxNewTokens(16).build(),
              StopCheck.NEVER)
          .get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theSequencesAreThoseOfTheCpu(int beams) {
    List<Hypothesis> expected = search("cpu", Precision.FP32, beams);
    List<Hypothesis> actual = search("gpu:0", Precision.FP32, beams);
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).tokens(), actual.get(i).tokens());
      assertEquals(expected.get(i).score(), actual.get(i).score(), 1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FP32", "FP16", "BF16"})
  void anEngineSummarisesInEveryPrecision(Precision precision) throws InterruptedException {
    EngineConfig config =
        EngineConfig.parse(
            "gpu",
            Map.of(
                "model",
                MODEL.toString(),
                "device",
                "gpu:0",
                "precision",
                precision.label(),
                "checks",
                "false",
                "maxLength",
                "16"));
    try (SummaryEngine engine = SummaryEngine.open(config)) {
      assertTrue(engine.awaitModel(Duration.ofMinutes(2)));
      assertEquals("", engine.status().error());
      assertEquals("gpu:0", engine.status().device());
      Document document =
          new DocumentParser().parse("d", "", TEXT, TextFormat.PLAIN).withLanguage("en");
      SummaryRequest request =
          new SummaryRequest(
              document,
              SummaryOptions.parse(Map.of("mode", "crosslingual"), config),
              System.nanoTime() + Duration.ofMinutes(2).toNanos());
      Summary summary = engine.submit(request).await(() -> false);
      assertEquals(Summary.Source.MODEL, summary.source(), summary.reason());
    }
  }

  @Test
  void runningOutOfMemoryIsTold() {
    try (NDManager manager = TorchRuntime.engine().newBaseManager(TorchRuntime.device("gpu:0"))) {
      EngineException failure =
          assertThrows(EngineException.class, () -> manager.zeros(new Shape(1L << 42)));
      assertEquals(Reasons.MEMORY, Reasons.of(failure));
    }
  }

  @Test
  void theGpuIsChosenByItself() {
    assertEquals("gpu", TorchRuntime.resolve("auto"));
    int absent = TorchRuntime.engine().getGpuCount();
    assertThrows(IllegalArgumentException.class, () -> TorchRuntime.device("gpu:" + absent));
  }
}
