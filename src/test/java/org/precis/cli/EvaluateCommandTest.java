package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String LINES =
      """
      {"prediction": "Rain fell on the dam.", "reference": "Rain fell on the dam.", "lang": "fr"}
      {"prediction": "The dam broke.", "references": ["Nothing", "The dam held."], "lang": "so"}
      {"prediction": "", "reference": "Two villages were flooded.", "lang": "so"}
      """;

  @TempDir Path directory;

  private Path file() throws Exception {
    return Files.writeString(directory.resolve("predictions.jsonl"), LINES);
  }

  @Test
  void tablesArePrintedAsMarkdown() throws Exception {
    CommandLineRun run = CommandLineRun.of("evaluate", file().toString(), "--resamples", "0");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("# predictions.jsonl\n"), run.out());
    assertTrue(run.out().contains("| fr | 1 | 1 | 100.00 | 100.00 |"), run.out());
    assertTrue(run.out().contains("| so | 1 | 2 | 33.33 | 25.00 |"), run.out());
    assertTrue(run.out().contains("| medium | 2 | 3 | 66.67 | 62.50 |"), run.out());
  }

  @Test
  void jsonIsTheSameForTheSameSeed() throws Exception {
    String path = file().toString();
    CommandLineRun run = CommandLineRun.of("evaluate", path, "--json", "--rouge", "google");
    JsonNode report = SolrHttp.JSON.readTree(run.out());
    assertEquals(2, report.path("languages").size());
    JsonNode rouge = report.at("/languages/1/figures/rouge1");
    assertTrue(rouge.path("low").asDouble() < rouge.path("high").asDouble(), run.out());
    assertEquals(
        run.out(), CommandLineRun.of("evaluate", path, "--json", "--rouge", "google").out());
  }

  @Test
  void pagesAreWrittenIntoADirectory() throws Exception {
    Path pages = directory.resolve("pages");
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", file().toString(), "-d", pages.toString(), "--group", "fr=mine");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Files.readString(pages.resolve("report.md")).contains("| mine | 1 | 1 |"));
    assertTrue(Files.readString(pages.resolve("report.html")).contains("application/json"));
    assertEquals("predictions.jsonl", json(pages).path("name").asText());
  }

  @Test
  void systemsAreComparedLineByLine() throws Exception {
    Path other =
        Files.writeString(
            directory.resolve("other.jsonl"), LINES.replace("\"The dam broke.\"", "\"\""));
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", file().toString(), "--compare", other.toString(), "--resamples", "50");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("## Above other.jsonl\n"), run.out());
    assertTrue(run.out().contains("| fr | 1 | 1 | 0.00 [0.00, 0.00] p = 1.000 |"), run.out());
    assertTrue(run.out().contains("| so | 1 | 2 | 33.33 ["), run.out());
  }

  @Test
  void systemsWithOtherReferencesAreNotCompared() throws Exception {
    Path other =
        Files.writeString(directory.resolve("o.jsonl"), LINES.replace("Nothing", "Something"));
    Path shorter =
        Files.writeString(directory.resolve("s.jsonl"), LINES.substring(0, LINES.indexOf('\n')));
    String path = file().toString();
    CommandLineRun run = CommandLineRun.of("evaluate", path, "--compare", other.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("predictions.jsonl line 2 and o.jsonl line 2"), run.err());
    CommandLineRun cut = CommandLineRun.of("evaluate", path, "--compare", shorter.toString());
    assertEquals(1, cut.exitCode());
    assertTrue(cut.err().contains("one has more examples"), cut.err());
  }

  @Test
  void formsAreWrittenAndReadBack() throws Exception {
    Path other = Files.writeString(directory.resolve("other.jsonl"), LINES);
    Path form = directory.resolve("form");
    CommandLineRun written =
        CommandLineRun.of(
            "evaluate", file().toString(), "--compare=" + other, "--human=" + form, "--items=1");
    assertEquals(0, written.exitCode(), written.err());
    assertTrue(written.out().contains("form.key.csv to yourself"), written.out());
    String table = Files.readString(form.resolve("form.csv"));
    assertEquals(5, table.lines().count(), table);
    Path filled = Files.writeString(directory.resolve("r.csv"), table.replace(",,,", ",5,4,3"));
    CommandLineRun read =
        CommandLineRun.of(
            "evaluate", "--human-read=" + form, filled.toString(), filled.toString(), "--json");
    assertEquals(0, read.exitCode(), read.err());
    JsonNode report = SolrHttp.JSON.readTree(read.out());
    assertEquals(2, report.path("raters").asInt());
    JsonNode system = report.path("systems").path("other.jsonl");
    assertEquals(3, system.at("/conciseness/mean").asDouble());
    assertEquals(2, system.at("/conciseness/summaries").asInt());
  }

  @Test
  void twoFilesAreNotTakenForOne() throws Exception {
    CommandLineRun run = CommandLineRun.of("evaluate", file().toString(), file().toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("name others with --compare"), run.err());
  }

  private static JsonNode json(Path pages) throws Exception {
    return SolrHttp.JSON.readTree(Files.readString(pages.resolve("report.json")));
  }

  @Test
  void aBadLineFailsWithItsPlace() throws Exception {
    Path bad = Files.writeString(directory.resolve("bad.jsonl"), LINES + "{\n");
    CommandLineRun run = CommandLineRun.of("evaluate", bad.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("bad.jsonl line 4 is not JSON"), run.err());
  }

  @Test
  void aMissingFileIsSaid() {
    CommandLineRun run = CommandLineRun.of("evaluate", directory.resolve("none").toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("no file"), run.err());
  }
}
