package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.align.TransportSettings;
import org.precis.train.data.SectionedDocument;
import org.precis.train.uotsumm.ModelAligner;
import org.precis.train.uotsumm.TinySections;
import org.precis.train.uotsumm.UotSummSettings;

/** The commands around UOTSumm. */
class SectionCommandsTest {
  private static final int DOCUMENTS = 6;

  @TempDir private Path folder;
  private Path documents;

  @BeforeEach
  void write() throws IOException {
    TinySections.write(folder, DOCUMENTS);
    documents = folder.resolve("documents.jsonl");
  }

  private CommandLineRun data(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "data";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLineRun run = CommandLineRun.of(all);
    assertEquals(0, run.exitCode(), run.err());
    return run;
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  @Test
  void collectionsAreConvertedAndHeldBackDocumentsKeptApart() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      rows.append(
          """
          {"id": %d, "sections": [{"heading": "A", "paragraphs": ["the first cell grew quickly. the second cell did not grow at all."]}, {"heading": "B", "paragraphs": ["all cells were then counted. none of them was found twice."]}], "abstract_sections": [{"heading": "A", "paragraphs": ["one of two cells grew quickly."]}, {"heading": "B", "paragraphs": ["no cell was counted twice."]}]}
          """
              .formatted(i));
    }
    Path raw = Files.writeString(out("raw.jsonl"), rows);
    CommandLineRun run =
        data(
            "sections",
            "--format=sumpubmed",
            raw.toString(),
            out("train.jsonl").toString(),
            "--test=" + out("test.jsonl"),
            "--held-share=0.3");
    assertTrue(run.out().contains("\"kept\" : 30"), run.out());
    int train = Files.readAllLines(out("train.jsonl")).size();
    int test = Files.readAllLines(out("test.jsonl")).size();
    assertTrue(train > test && test > 0, train + " and " + test);
    assertEquals(30, train + test);
  }

  @Test
  void alignmentsAreMeasuredWrittenAndMadePairsOf() throws IOException {
    CommandLineRun run =
        data(
            "align",
            documents.toString(),
            out("aligned.jsonl").toString(),
            "--by=rouge_recall",
            "--against=greedy",
            "--resamples=50");
    assertTrue(run.out().contains("6 documents, mean precision"), run.out());
    assertTrue(run.out().contains("ROUGE_RECALL minus GREEDY"), run.out());
    List<String> lines = Files.readAllLines(out("aligned.jsonl"));
    assertEquals(DOCUMENTS, lines.size());
    assertEquals(3, SectionedDocument.parse(lines.get(0)).alignment().size());
    data("pairs", documents.toString(), out("whole.jsonl").toString(), "--of=documents");
    assertEquals(DOCUMENTS, Files.readAllLines(out("whole.jsonl")).size());
    // No heading of these is of a type that DANCER knows.
    CommandLineRun pairs =
        data("pairs", documents.toString(), out("pairs.jsonl").toString(), "--of=sections");
    assertTrue(pairs.out().contains("0 pairs, 0 bad rows"), pairs.out());
  }

  @Test
  void aSummarysSentencesArePairedWithTheirLikesAndTheNeighboursOfThose() throws IOException {
    Path document =
        Files.writeString(
            out("one.jsonl"),
            """
            {"id": "d", "sections": [{"heading": "A", "text": "the first cell grew"}, {"heading": "B", "text": "all were counted\\nno cell was found twice\\nthe end\\nmore"}], "summary": ["no cell occurs twice", "unheard"]}
            """);
    data("pairs", document.toString(), out("short.jsonl").toString(), "--of=sentences");
    assertEquals(
        List.of(
            "{\"document\":\"d\",\"text\":\"all were counted no cell was found twice the end\",\"summary\":\"no cell occurs twice\"}"),
        Files.readAllLines(out("short.jsonl")));
  }

  @Test
  void extractsAreOfTheDocumentsOwnSentences() throws IOException {
    data("predict-sections", documents.toString(), out("lead.jsonl").toString(), "--lead=1");
    data("predict-sections", documents.toString(), out("oracle.jsonl").toString(), "--oracle=3");
    SectionedDocument first = SectionedDocument.parse(Files.readAllLines(documents).get(0));
    String lead = first.sections().get(0).sentences().get(0);
    String row = Files.readAllLines(out("lead.jsonl")).get(0);
    assertTrue(row.contains("\"prediction\":\"%s\"".formatted(lead)), row);
    data(
        "predict-sections", documents.toString(), out("each.jsonl").toString(), "--section-lead=1");
    String each =
        first.sections().stream().map(s -> s.sentences().get(0)).collect(Collectors.joining(" "));
    String ofEach = Files.readAllLines(out("each.jsonl")).get(0);
    assertTrue(ofEach.contains("\"prediction\":\"%s\"".formatted(each)), ofEach);
    data("predict-sections", documents.toString(), out("0.jsonl").toString(), "--section-lead=0,1");
    String later =
        first.sections().stream()
            .skip(1)
            .map(s -> s.sentences().get(0))
            .collect(Collectors.joining(" "));
    String ofLater = Files.readAllLines(out("0.jsonl")).get(0);
    assertTrue(ofLater.contains("\"prediction\":\"%s\"".formatted(later)), ofLater);
    String best = Files.readAllLines(out("oracle.jsonl")).get(0);
    String expected = lead + " " + first.sections().get(2).sentences().get(0);
    assertTrue(best.contains("\"prediction\":\"" + expected), best);
  }

  @Test
  void aTrainedModelPredictsAndAligns() throws IOException {
    Path config =
        TinySections.config(
            folder,
            "short",
            """
            batch: {max_tokens: 300}
            schedule: {steps: 2}
            uotsumm: {counter_width: 8}
            """);
    assertEquals(0, CommandLineRun.of("train", config.toString()).exitCode());
    Path model = folder.resolve("short-out/model");
    CommandLineRun predicted =
        data(
            "predict-sections",
            documents.toString(),
            out("model.jsonl").toString(),
            "--model=" + model,
            "--set=beams=1");
    assertTrue(predicted.out().contains("6 predictions"), predicted.out());
    assertEquals(DOCUMENTS, Files.readAllLines(out("model.jsonl")).size());
    CommandLineRun counted =
        data(
            "predict-sections",
            documents.toString(),
            out("counted.jsonl").toString(),
            "--counted-lead=" + model,
            "--max-tokens=40");
    assertTrue(counted.out().contains("6 predictions"), counted.out());
    SectionedDocument first = SectionedDocument.parse(Files.readAllLines(documents).get(0));
    UotSummSettings settings =
        UotSummSettings.aligning(UotSummSettings.Alignment.SIMPLE, TransportSettings.DEFAULT);
    List<String> lead = new ArrayList<>();
    try (ModelAligner aligner = ModelAligner.open(model, "cpu", settings, 40)) {
      int[] counts = aligner.counts(first);
      assertTrue(IntStream.of(counts).sum() > 0, Arrays.toString(counts));
      for (int i = 0; i < counts.length; i++) {
        first.sections().get(i).sentences().stream().limit(counts[i]).forEach(lead::add);
      }
    }
    String row = Files.readAllLines(out("counted.jsonl")).get(0);
    assertTrue(row.contains("\"prediction\":\"%s\"".formatted(String.join(" ", lead))), row);
    CommandLineRun aligned =
        data(
            "align",
            documents.toString(),
            "--by=transport",
            "--model=" + model,
            "--plan=" + out("plan.html"),
            "--counts=" + out("counts.html"));
    String plan = Files.readString(out("plan.html"));
    assertTrue(plan.contains("\"data\":[\"1\",\"2\",\"3\"]"), "three sentences");
    assertTrue(aligned.out().contains("6 documents, mean precision"), aligned.out());
    assertTrue(aligned.out().contains("  counter "), aligned.out());
    assertTrue(aligned.out().contains("  given 0.333 0.333 0.333"), aligned.out());
    assertTrue(Files.readString(out("counts.html")).contains("\"name\":\"TRANSPORT\""));
  }

  @Test
  void aPointerGeneratorIsTrainedAlike() throws IOException {
    data("pairs", documents.toString(), out("words.jsonl").toString(), "--of=documents");
    CommandLineRun made =
        CommandLineRun.of(
            "model",
            "random",
            out("pointer").toString(),
            "--shape=pgnet",
            "--hidden=12",
            "--text=" + out("words.jsonl"));
    assertEquals(0, made.exitCode(), made.err());
    Path config =
        TinySections.config(
            folder,
            "pointer-run",
            """
            batch: {max_tokens: 300}
            schedule: {steps: 2}
            uotsumm: {counter_width: 8}
            """);
    CommandLineRun trained = CommandLineRun.of("train", config.toString(), "--set=model=pointer");
    assertEquals(0, trained.exitCode(), trained.err());
    String model = "--model=" + folder.resolve("pointer-run-out/model");
    data("predict-sections", documents.toString(), out("pointer.jsonl").toString(), model);
    assertEquals(DOCUMENTS, Files.readAllLines(out("pointer.jsonl")).size());
    data("align", documents.toString(), "--by=transport", model);
  }
}
