package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.OutputTokens;
import org.precis.model.io.UsedTokens;
import org.precis.model.t5.Fixture;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.OpenNlpLanguageDetector;
import org.precis.text.TextFormat;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;

/** Engines of a multilingual T5 that may decode a part of its vocabulary. */
class OutputVocabularyTest {
  private static final Path MODEL = Fixture.path(Fixture.MT5);
  private static final LoadOptions FP32 =
      new LoadOptions(
          true, 1, Optional.of(new ServingOptions(Precision.FP32, false, Optional.empty())));

  @TempDir Path directory;

  private static EngineConfig config(String outputs) {
    return EngineConfig.parse(
        "test",
        Map.of(
            "model",
            MODEL.toString(),
            "outputVocabulary",
            outputs,
            "checks",
            "false",
            "precision",
            "fp32",
            "threads",
            "1"));
  }

  private static ModelSummarizer summarizer(LoadedModel loaded) {
    LanguageTools tools =
        new LanguageTools(new MultilingualSentenceSplitter(), new OpenNlpLanguageDetector());
    return new ModelSummarizer(config("all"), loaded, tools);
  }

  private static EngineStatus status(String outputs) throws InterruptedException {
    try (SummaryEngine engine = SummaryEngine.open(config(outputs))) {
      assertTrue(engine.awaitModel(Duration.ofSeconds(60)));
      return engine.status();
    }
  }

  @Test
  void theStatusSaysHowManyTokensAreDecoded() throws InterruptedException {
    assertEquals("all", status("all").outputs());
    String label = status("language").outputs();
    assertTrue(label.matches("\\d+ of \\d+ \\([0-9a-f]{8}\\)"), label);
  }

  @Test
  void aFileOfTokensThatIsMissingIsSaid() throws InterruptedException {
    EngineStatus status = status("none.json");
    assertEquals("", status.outputs());
    assertTrue(status.error().contains("precis model outputs"), status.error());
  }

  @Test
  void everyChoiceOfTokensHasSummariesOfItsOwn() throws IOException {
    Path file = directory.resolve("outputs.json");
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(MODEL)) {
      new UsedTokens(tokenizer).write(file, 1);
    }
    try (ModelSummarizer all = summarizer(ModelLoader.load(MODEL, "cpu", FP32));
        ModelSummarizer english =
            summarizer(ModelLoader.load(MODEL, "cpu", FP32, OutputTokens.ofLanguage("en")));
        ModelSummarizer listed =
            summarizer(
                ModelLoader.load(MODEL, "cpu", FP32, OutputTokens.ofFile(file.toString())))) {
      assertNotEquals(all.identity(), english.identity());
      assertNotEquals(all.identity(), listed.identity());
      assertNotEquals(english.identity(), listed.identity());
    }
  }

  @Test
  void summariesHaveNoOtherTokens() throws Exception {
    Document document =
        new DocumentParser()
            .parse("d", "", "Вода в реке. Die Brücke über den Fluss.".repeat(3), TextFormat.PLAIN)
            .withLanguage("ru");
    try (LoadedModel loaded = ModelLoader.load(MODEL, "cpu", FP32, OutputTokens.ofLanguage("en"))) {
      int left = loaded.outputs().vocabulary() - loaded.outputs().size();
      assertTrue(left > 0);
      try (SummaryEngine engine = SummaryEngine.open(config("language"))) {
        assertTrue(engine.awaitModel(Duration.ofSeconds(60)));
        SummaryRequest request =
            new SummaryRequest(
                document,
                SummaryOptions.parse(Map.of("minLength", "30"), engine.config()),
                System.nanoTime() + Duration.ofSeconds(60).toNanos());
        Summary summary = engine.submit(request).await(() -> false);
        assertEquals(Summary.Source.MODEL, summary.source(), summary.reason());
        int[] ids = loaded.tokenizer().encode(summary.text()).ids();
        assertTrue(IntStream.of(ids).allMatch(loaded.outputs()::contains), () -> summary.text());
      }
    }
  }
}
