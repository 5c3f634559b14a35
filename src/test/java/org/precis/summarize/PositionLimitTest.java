package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/** An engine whose model, a BART with 256 positions, can neither read nor write more. */
class PositionLimitTest {
  private static final int POSITIONS = 256;

  /** A word for each token of the model but the first four. */
  private static final String WORDS = words(0, 416);

  private static String words(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
  }

  /** What generation settings of the checkpoint ask for more than it has positions. */
  private static LoadedModel bart() {
    LoadedNetwork network =
        ModelLoader.loadNetwork(Fixture.path("bart"), "cpu", LoadOptions.DEFAULT);
    return new LoadedModel(
        "bart",
        network.hash(),
        "cpu",
        network.model(),
        new WordTokenizer(WORDS),
        Map.of("max_length", "400", "min_length", "300"));
  }

  @Test
  void longDocumentsAreCutAndLongSummariesEnd() throws Exception {
    EngineConfig config =
        EngineConfig.parse(
            "test", Map.of("model", "bart", "checks", "false", "maxSourceTokens", "1000"));
    try (SummaryEngine engine = SummaryEngine.open(config, PositionLimitTest::bart)) {
      assertTrue(engine.awaitModel(Duration.ofSeconds(60)));
      Summary summary = answer(engine, words(0, 400));
      assertEquals(Summary.Source.MODEL, summary.source(), summary.reason());
      assertTrue(summary.truncated());
      // All positions but that of the end token.
      double read = words(0, POSITIONS - 1).length() / (double) words(0, 400).length();
      assertEquals(read, summary.coverage(), 0.01);
      assertEquals(POSITIONS, summary.text().split(" ").length, "all that can be decoded");

      Summary whole = answer(engine, words(0, POSITIONS - 1));
      assertEquals(Summary.Source.MODEL, whole.source(), whole.reason());
      assertEquals(1, whole.coverage());
    }
  }

  private static Summary answer(SummaryEngine engine, String text) {
    SummaryRequest request =
        new SummaryRequest(
            new DocumentParser().parse("d", "", text, TextFormat.PLAIN).withLanguage("de"),
            SummaryOptions.parse(Map.of(), engine.config()),
            System.nanoTime() + TimeUnit.SECONDS.toNanos(60));
    return engine.submit(request).await(() -> false);
  }
}
