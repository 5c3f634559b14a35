package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.t5.Fixture;
import org.precis.text.Document;
import org.precis.text.lexicon.Lexicon;
import org.precis.text.lexicon.LexiconLearner;

/** An engine whose model reads glosses. */
class LexiconEngineTest {
  @TempDir private Path directory;

  private Summary answer(String language, String mode) throws Exception {
    for (String name : new String[] {"config.json", "model.safetensors", "tokenizer.json"}) {
      Files.copy(Fixture.path(Fixture.T5).resolve(name), directory.resolve(name));
    }
    writeLexicon();
    Map<String, String> values =
        Map.of("model", directory.toString(), "checks", "false", "threads", "1");
    try (SummaryEngine engine = SummaryEngine.open(EngineConfig.parse("test", values))) {
      assertTrue(engine.awaitModel(Duration.ofSeconds(60)), engine.status().error());
      Document document = EngineFixture.document(EngineFixture.TEXT).withLanguage(language);
      SummaryOptions options = SummaryOptions.parse(Map.of("mode", mode), engine.config());
      return engine
          .submit(
              new SummaryRequest(document, options, System.nanoTime() + EngineFixture.LONG_NANOS))
          .await(() -> false);
    }
  }

  private void writeLexicon() throws IOException {
    LexiconLearner learner = new LexiconLearner();
    learner.add("de", "Brücke", "bridge");
    try (OutputStream file = Files.newOutputStream(directory.resolve(Lexicon.FILE))) {
      learner.learn().write(file);
    }
  }

  @Test
  void itsLanguagesAreSummarisedByTheModel() throws Exception {
    Summary summary = answer("de", "crosslingual");
    assertEquals(Summary.Status.OK, summary.status(), summary.reason());
    assertEquals(Summary.Source.MODEL, summary.source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crosslingual", "sections"})
  void othersAreAnsweredExtractivelyAndSaySo(String mode) throws Exception {
    Summary summary = answer("nl", mode);
    assertEquals(Summary.Status.FALLBACK, summary.status());
    assertEquals("language", summary.reason());
    assertTrue(EngineFixture.TEXT.contains(summary.sentences().get(0).text()), summary.text());
  }
}
