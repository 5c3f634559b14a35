package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/** A report with three sections, and engines with a model that answers by topic. */
final class SectionsFixture {
  static final Map<String, List<String>> ANSWERS =
      Map.of(
          "gate", List.of("The old gate stuck on Monday.", "Nobody had oiled its rails."),
          "pump", List.of("Four pumps ran all night.", "A fifth one failed at dawn."),
          "costs", List.of("Repairs will cost millions.", "The city pays half of them."));

  static final String REPORT =
      """
      # Bericht

      ## Das Tor

      Am Montag blieb das gate stecken, weil die Schienen rostig waren. Der Wärter rief um Hilfe.
      Niemand hatte *die Schienen* geölt, obwohl es im Plan stand.

      ## Die Pumpen

      Jede pump lief die ganze Nacht hindurch, bis das Wasser sank. Eine fiel am Morgen aus.
      Die Feuerwehr brachte eine neue aus der Nachbarstadt.

      ## Die Kosten

      Die costs der Reparatur gehen in die Millionen, sagt der Rat. Die Stadt zahlt die Hälfte.
      Den Rest zahlt das Land im kommenden Jahr.
      """;

  static Document document(String body) {
    return new DocumentParser().parse("d", "", body, TextFormat.MARKDOWN).withLanguage("de");
  }

  static EngineConfig config(String... keysAndValues) {
    Map<String, String> values = new HashMap<>(Map.of("model", "topics", "checks", "false"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return EngineConfig.parse("test", values);
  }

  static SummaryEngine open(EngineConfig config, TopicModel model) throws Exception {
    SummaryEngine engine = SummaryEngine.open(config, model::loaded);
    assertTrue(engine.awaitModel(Duration.ofSeconds(30)));
    return engine;
  }

  static TopicModel model(boolean marked) {
    return new TopicModel(ANSWERS, marked, topic -> {});
  }

  static SummaryRequest request(
      SummaryEngine engine, String body, long millis, String query, String... options) {
    Map<String, String> values = new HashMap<>(Map.of("mode", "sections"));
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    return new SummaryRequest(
        document(body),
        SummaryOptions.parse(values, engine.config()),
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis),
        query);
  }

  static Summary answer(SummaryEngine engine, String body, String... options) {
    return engine.submit(request(engine, body, 30_000, "", options)).await(() -> false);
  }

  static List<Integer> sizes(Summary summary) {
    return summary.sections().stream().map(section -> section.sentences().size()).toList();
  }

  static List<String> headings(Summary summary) {
    return summary.sections().stream().map(SummarySection::heading).toList();
  }

  private SectionsFixture() {}
}
