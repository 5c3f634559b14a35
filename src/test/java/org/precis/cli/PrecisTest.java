package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisTest {
  private static final String TEXT =
      "Le village a inauguré lundi une centrale solaire de 40 kilowatts. Elle alimente l'école et"
          + " la mairie. Le maire, Jean Verdier, a salué le travail des habitants. Le projet a coûté"
          + " 95 000 euros en deux ans.";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "serve",
        "index",
        "search",
        "summarize",
        "evaluate",
        "model",
        "model pull",
        "model check",
        "model convert",
        "model random"
      })
  void everyCommandExplainsItself(String command) {
    CommandLineRun run = CommandLineRun.of((command + " --help").strip().split(" ", -1));
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("Usage: precis"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "search", "model", "serve --port high"})
  void wrongUsageIsExitCodeTwoWithTheUsage(String command) {
    CommandLineRun run =
        command.isEmpty() ? CommandLineRun.of() : CommandLineRun.of(command.split(" ", -1));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("Usage: precis"), run.err());
  }

  @Test
  void aMistypedCommandIsAnsweredWithTheNearestOne() {
    CommandLineRun run = CommandLineRun.of("summarise", "x");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("precis summarize"), run.err());
  }

  @Test
  void aFileIsSummarisedWithoutASolr() throws Exception {
    Path file = Files.writeString(directory.resolve("centrale.txt"), TEXT);
    CommandLineRun run =
        CommandLineRun.of(
            "summarize", file.toString(), "--extractive", "--json", "-o", "sentences=1");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode summary = SolrHttp.JSON.readTree(run.out()).get(0);
    assertEquals("ok", summary.path("status").asText());
    assertEquals("extractive", summary.path("source").asText());
    assertEquals("fr", summary.path("lang").asText());
    JsonNode place = summary.at("/sentences/0/evidence/0");
    assertEquals(
        summary.path("text").asText(),
        TEXT.substring(place.path("start").asInt(), place.path("end").asInt()));
  }

  @Test
  void theBundledModelSummarisesItInEnglish() throws Exception {
    Path file = Files.writeString(directory.resolve("centrale.txt"), TEXT);
    CommandLineRun run = CommandLineRun.of("summarize", file.toString(), "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode summary = SolrHttp.JSON.readTree(run.out()).get(0);
    assertEquals("model", summary.path("source").asText(), summary.toString());
    assertEquals("en", summary.path("lang").asText());
    assertTrue(summary.path("model").asText().startsWith("precis-news@"), summary.toString());
    assertTrue(summary.path("text").asText().contains("40"), summary.toString());
    JsonNode second = summary.at("/sentences/1/evidence/0");
    assertEquals(
        "Elle alimente l'école et la mairie.",
        TEXT.substring(second.path("start").asInt(), second.path("end").asInt()));
  }

  @Test
  void aSummaryIsReadableWithoutColours() throws Exception {
    Path file = Files.writeString(directory.resolve("centrale.txt"), TEXT);
    CommandLineRun run = CommandLineRun.of("summarize", "--extractive", file.toString());
    assertTrue(run.out().contains("1. centrale.txt"), run.out());
    assertTrue(run.out().contains("ok · from extractive"), run.out());
    assertTrue(run.out().contains("] Le village a inauguré lundi une centrale"), run.out());
    assertFalse(run.out().contains("\u001b"), "colours without a terminal");
  }

  @Test
  void aMissingFileIsSaidAndFails() {
    CommandLineRun run = CommandLineRun.of("summarize", directory.resolve("none").toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("no file"), run.err());
  }

  @Test
  void aBadOptionIsSaidWithTheRule() throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), TEXT);
    CommandLineRun run = CommandLineRun.of("summarize", file.toString(), "-o", "sentences=0");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("'sentences' must be a whole number from 1"), run.err());
  }

  @Test
  void anAbsentSolrIsSaidWithTheRemedy() {
    CommandLineRun run = CommandLineRun.of("search", "x", "--url", "http://127.0.0.1:1/solr/x");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("precis serve"), run.err());
  }

  @Test
  void aRandomCheckpointIsWrittenAndSaidToLackItsTokenizer() {
    Path model = directory.resolve("model");
    assertEquals(
        0, CommandLineRun.of("model", "random", model.toString(), "--shape", "tiny").exitCode());
    assertTrue(Files.exists(model.resolve("model.safetensors")));
    CommandLineRun again = CommandLineRun.of("model", "random", model.toString());
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("exists already"), again.err());
    CommandLineRun check = CommandLineRun.of("model", "check", model.toString());
    assertEquals(1, check.exitCode());
    assertTrue(check.out().contains("tokenizer.json"), check.out());
  }

  @Test
  void aPointerGeneratorNetworkIsMadeOfPairsAndChecked() throws IOException {
    Path pairs = directory.resolve("pairs.tsv");
    Files.writeString(pairs, "The river rose after rain.\tThe river rose.\n");
    String model = directory.resolve("pointer").toString();
    String[] make = {"model", "random", model, "--shape", "pgnet", "--hidden", "8"};
    assertTrue(CommandLineRun.of(make).err().contains("--text"));
    String[] whole =
        Stream.concat(Stream.of(make), Stream.of("--text", pairs.toString()))
            .toArray(String[]::new);
    assertEquals(0, CommandLineRun.of(whole).exitCode());
    CommandLineRun check = CommandLineRun.of("model", "check", model);
    assertEquals(0, check.exitCode(), check.out());
    assertTrue(check.out().contains("family pgnet"), check.out());
    assertTrue(check.out().contains("10 words, and those of the source"), check.out());
    assertTrue(check.out().contains("comes back as 'A short sentence, 3.14 and Ünïcödé.'"));
  }
}
