package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.eval.embedding.TokenVectors;
import org.precis.model.io.EncoderLoader;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedEncoder;
import org.precis.model.t5.Fixture;

/** BERTScore, MoverScore and LaSE by an encoder directory. */
class EncoderMetricsTest {
  private static final Path ENCODER = Fixture.path("xlm-roberta");
  private static final String REFERENCE = "The school in the city was closed.";

  @TempDir Path directory;

  private CommandLineRun evaluate(String... more) throws Exception {
    Path file = directory.resolve("p.jsonl");
    Files.writeString(
        file,
        """
        {"prediction": "%1$s", "reference": "%1$s", "lang": "am"}
        {"prediction": "", "reference": "Snow.", "lang": "fr"}
        {"prediction": "Der Fluss stieg in der Nacht über das Ufer.", "reference": "No harm.", "lang": "zh"}
        """
            .formatted(REFERENCE));
    String[] arguments = new String[more.length + 5];
    List<String> first =
        List.of("evaluate", file.toString(), "--json", "--encoder", ENCODER.toString());
    System.arraycopy(first.toArray(), 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandLineRun.of(arguments);
  }

  @Test
  void theSameTextScoresAllAndNoTextNothing() throws Exception {
    CommandLineRun run = evaluate("--idf", "--layer", "1");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode report = SolrHttp.JSON.readTree(run.out());
    for (String metric : List.of("bertscore", "moverscore", "lase")) {
      assertEquals(0, value(report, 1, metric), metric);
      double other = value(report, 2, metric);
      double same = value(report, 0, metric);
      assertTrue(other < same && same < 100.001, metric + " " + other + " " + same);
    }
    assertEquals(100, value(report, 0, "bertscore"), 1e-3);
    assertEquals(100, value(report, 0, "lase"), 1e-3);
    assertEquals(0, value(report, 2, "lase"), "German where English is wanted");
    String settings = report.path("settings").asText();
    assertTrue(settings.contains("layer 1 of xlm-roberta, idf"), settings);
  }

  private static double value(JsonNode report, int language, String metric) {
    return report.at("/languages/%d/figures/%s/value".formatted(language, metric)).asDouble();
  }

  @Test
  void whatTheEncoderLacksIsSaid() throws Exception {
    CommandLineRun layer = evaluate("--layer", "3");
    assertTrue(layer.err().contains("has layers 0 to 2"), layer.err());
    CommandLineRun pooler = evaluate("--text-vector", "pooler");
    assertTrue(pooler.err().contains("has no pooler; --text-vector mean"), pooler.err());
  }

  @Test
  void longTextsAreCutAndSpecialTokensMarked() {
    try (LoadedEncoder encoder = EncoderLoader.load(ENCODER, "cpu", LoadOptions.SERVING)) {
      EncoderVectors vectors = new EncoderVectors(encoder);
      TokenVectors few = vectors.tokens(2).encode("the city");
      int last = few.tokens().size() - 1;
      assertEquals(Set.of(0, last), few.special());
      assertEquals(vectors.pieces("the city"), few.tokens().subList(1, last));
      float[][] states =
          encoder.model().tokens(List.of(encoder.tokenizer().encode("the city").ids()), 2).get(0);
      for (int i = 0; i <= last; i++) {
        for (int d = 0; d < encoder.model().width(); d++) {
          assertEquals(states[i][d], few.vectors()[i][d]);
        }
      }
      TokenVectors cut = vectors.tokens(2).encode(REFERENCE.repeat(30));
      assertEquals(encoder.model().maxTokens(), cut.tokens().size());
      assertEquals(Set.of(0, cut.tokens().size() - 1), cut.special());
      assertEquals(Set.of(0, 1), vectors.tokens(2).encode("").special());
      assertArrayEquals(
          vectors.tokens(2).encode("the city").vectors()[1], few.vectors()[1], "kept, not redone");
    }
  }

  @Test
  void anEncoderDecoderLendsItsFirstHalf() throws Exception {
    Path t5 = Fixture.path(Fixture.T5);
    try (LoadedEncoder encoder = EncoderLoader.load(t5, "cpu", LoadOptions.SERVING)) {
      EncoderVectors vectors = new EncoderVectors(encoder);
      TokenVectors few = vectors.tokens(1).encode("the city");
      int last = few.tokens().size() - 1;
      assertEquals(Set.of(last), few.special(), "nothing stands before a text");
      assertEquals(vectors.pieces("the city"), few.tokens().subList(0, last));
      int all = encoder.tokenizer().encode(REFERENCE.repeat(30)).ids().length;
      assertEquals(all, vectors.tokens(2).encode(REFERENCE.repeat(30)).tokens().size(), "not cut");
    }
    Path file = directory.resolve("t5.jsonl");
    Files.writeString(
        file, "{\"prediction\": \"%1$s\", \"reference\": \"%1$s\"}".formatted(REFERENCE));
    CommandLineRun run =
        CommandLineRun.of("evaluate", file.toString(), "--json", "--encoder", t5.toString());
    assertEquals(0, run.exitCode(), run.err());
    JsonNode report = SolrHttp.JSON.readTree(run.out());
    assertEquals(100, value(report, 0, "bertscore"), 1e-3);
    assertTrue(report.path("settings").asText().contains("layer 2 of " + Fixture.T5));
  }
}
