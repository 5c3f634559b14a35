package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.io.PointerCheckpoint;
import org.precis.token.WordCounts;
import org.precis.train.data.SectionedDocument;

/** Validation by the summaries of a section summariser under training, with a pointer-generator. */
class SectionValidationTest {
  private static final List<String> ANIMALS = List.of("fox", "bee", "cod", "elk");

  @TempDir private Path folder;

  /** Sections whose first sentence is the summary's; the last one has nothing to say. */
  private static SectionedDocument document(int number) {
    String first = "The %s ran home .".formatted(ANIMALS.get(number % 4));
    String second = "A %s slept all day .".formatted(ANIMALS.get((number + 1) % 4));
    return new SectionedDocument(
        "d" + number,
        List.of(
            new SectionedDocument.Section("One", first + "\nIt was late ."),
            new SectionedDocument.Section("Two", second + "\nThere was rain ."),
            new SectionedDocument.Section("Three", "Nothing else is known .")),
        List.of(first, second),
        List.of(0, 1));
  }

  private Path trained() throws IOException {
    List<String> lines = IntStream.range(0, 4).mapToObj(i -> document(i).toLine()).toList();
    Path documents = Files.write(folder.resolve("documents.jsonl"), lines);
    WordCounts counts = new WordCounts();
    lines.forEach(
        line -> SectionedDocument.parse(line).sections().forEach(s -> counts.add(s.text())));
    List<String> words = counts.vocabulary(40);
    PointerCheckpoint.write(
        folder.resolve("model"), PointerCheckpoint.config(words.size(), 32), words, 1);
    Path config =
        Files.writeString(
            folder.resolve("sections.yaml"),
            """
            model: model
            output: out
            objective: uotsumm
            threads: 1
            data: {train: documents.jsonl, validation: documents.jsonl, drop_duplicates: false, max_target_ratio: 2}
            batch: {max_tokens: 2000, max_examples: 4}
            optimizer: {name: adagrad, learning_rate: 0.15, initial_accumulator: 0.1, max_gradient_norm: 2}
            schedule: {name: constant, steps: 120}
            uotsumm: {counter_learning_rate: 0.02, counter_width: 16, alignment: given}
            validation: {every: 60, examples: 3, batch: 2, metric: rouge2, generation: {num_beams: 2}}
            """);
    assertEquals(0, CommandLineRun.of("train", config.toString()).exitCode());
    return documents;
  }

  private List<String> column(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out/validation.csv"));
    int place = List.of(lines.get(0).split(",", -1)).indexOf(name);
    return lines.stream().skip(1).map(line -> line.split(",", -1)[place]).toList();
  }

  @Test
  void theFigureIsThatOfWhatAnEngineWrites() throws IOException {
    Path documents = trained();
    List<String> lines = Files.readAllLines(documents).subList(0, 3);
    Path first = Files.write(folder.resolve("first.jsonl"), lines);
    String out = folder.resolve("predicted.jsonl").toString();
    CommandLineRun predicted =
        CommandLineRun.of(
            "data",
            "predict-sections",
            first.toString(),
            out,
            "--model=" + folder.resolve("out/model"),
            "--set=beams=2");
    assertEquals(0, predicted.exitCode(), predicted.err());
    CommandLineRun judged = CommandLineRun.of("evaluate", out, "--json", "--resamples=0");
    JsonNode figures = SolrHttp.JSON.readTree(judged.out()).at("/languages/0/figures");
    double best = column("rouge2").stream().mapToDouble(Double::parseDouble).max().orElseThrow();
    assertEquals(figures.at("/rouge2/value").asDouble(), best, 0.01, judged.out());
    assertTrue(best > 50, "what it has seen it can nearly say: " + best);
    List<String> none = column("phi_0");
    assertEquals(
        1, Double.parseDouble(none.get(none.size() - 1)), "the last section has no sentence");
  }
}
