package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/** A document, and engines with a scripted model. */
final class EngineFixture {
  static final String ANSWER = "The harbour town opened a new bridge across the river on Monday .";
  static final String TEXT =
      "Die Hafenstadt hat am Montag eine neue Brücke eröffnet. Sie führt über den Fluss und"
          + " kostete 12 Millionen Euro. Der Bürgermeister dankte den Arbeitern. Am Abend gab es"
          + " ein Fest mit Musik. Viele Bewohner kamen zu Fuß über die Brücke.";
  static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);

  static Document document(String text) {
    return new DocumentParser().parse("d", "Titel", text, TextFormat.PLAIN).withLanguage("de");
  }

  static EngineConfig config(String... keysAndValues) {
    Map<String, String> values = new HashMap<>(Map.of("model", "scripted", "checks", "false"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return EngineConfig.parse("test", values);
  }

  static SummaryEngine open(EngineConfig config, ScriptedModel model) throws Exception {
    SummaryEngine engine = SummaryEngine.open(config, model::loaded);
    assertTrue(engine.awaitModel(Duration.ofSeconds(30)));
    return engine;
  }

  static SummaryRequest request(SummaryEngine engine, String text, String... options) {
    return request(engine, text, LONG_NANOS, options);
  }

  static SummaryRequest request(SummaryEngine engine, String text, long nanos, String... options) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    return new SummaryRequest(
        document(text), SummaryOptions.parse(values, engine.config()), System.nanoTime() + nanos);
  }

  static Summary answer(SummaryEngine engine, String text, String... options) {
    return engine.submit(request(engine, text, options)).await(() -> false);
  }

  static void awaitRunning(SummaryEngine engine) throws InterruptedException {
    while (engine.status().running() == 0) {
      Thread.sleep(5);
    }
  }

  static void awaitIdle(SummaryEngine engine) throws InterruptedException {
    while (engine.status().running() > 0 || engine.status().queued() > 0) {
      Thread.sleep(5);
    }
  }

  private EngineFixture() {}
}
