package org.precis.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.precis.eval.report.DifferenceChart;
import org.precis.eval.report.Evaluation;
import org.precis.eval.report.EvaluationSettings;
import org.precis.eval.report.EvaluationSettings.RougeTool;
import org.precis.eval.report.ExampleReader;
import org.precis.eval.report.HtmlReport;
import org.precis.eval.report.JsonReport;
import org.precis.eval.report.MarkdownReport;
import org.precis.eval.report.Metric;
import org.precis.eval.report.Report;
import org.precis.eval.report.ResourceGroups;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a file of predictions. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluate a file of predictions, by language and by group of languages.",
      "Each line of FILE is a JSON object with 'prediction', 'reference' or 'references', 'lang'"
          + " (of the source), and optionally 'summaryLang' and 'source'."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.jsonl", description = "predictions, one a line")
  private Path file;

  @Option(
      names = "--summary-lang",
      paramLabel = "TAG",
      defaultValue = "en",
      description =
          "language of predictions and references where a line has no 'summaryLang';"
              + " 'same' for that of 'lang' (default: ${DEFAULT-VALUE})")
  private String summaryLanguage;

  @Option(
      names = "--rouge",
      paramLabel = "TOOL",
      defaultValue = "multilingual",
      description =
          "whose ROUGE: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, as XL-Sum and"
              + " CrossSum; google is for English only)")
  private RougeTool rouge;

  @Option(names = "--unstemmed", description = "compare words instead of stems in ROUGE")
  private boolean unstemmed;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "bootstrap resamples; 0 for no intervals (default: ${DEFAULT-VALUE})")
  private int resamples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the bootstrap (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--group",
      paramLabel = "TAG=NAME",
      description =
          "group of a language, once for each; without any the three of ACROSS by CrossSum's"
              + " training pairs")
  private Map<String, String> groups = Map.of();

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "also write report.md, report.json and report.html there")
  private Path directory;

  @Option(
      names = "--baseline",
      paramLabel = "FILE.jsonl",
      description = "predictions of another model: prints the differences, and draws them into DIR")
  private Path baseline;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Report report = report(file);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? JsonReport.of(report) : MarkdownReport.of(report));
    if (directory != null) {
      write(report);
    }
    if (baseline != null) {
      compare(report, report(baseline));
    }
    out.flush();
    return 0;
  }

  /** Prints the differences of the usual ROUGE figures, and draws them if a directory is given. */
  private void compare(Report report, Report other) throws IOException {
    for (Metric metric : List.of(Metric.ROUGE_1, Metric.ROUGE_2, Metric.ROUGE_L)) {
      if (!json) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%n%s minus that of %s%n", metric.title(), other.name());
        for (DifferenceChart.Difference row : DifferenceChart.differences(metric, report, other)) {
          out.printf("%-20s %+.2f%n", row.name(), row.value());
        }
      }
      if (directory != null) {
        write(
            "difference-%s.svg".formatted(metric.key()), DifferenceChart.of(metric, report, other));
      }
    }
  }

  private Report report(Path predictions) throws IOException {
    if (!Files.isRegularFile(predictions)) {
      throw new IOException("no file " + predictions);
    }
    Evaluation evaluation =
        new Evaluation(
            new EvaluationSettings(rouge, !unstemmed, resamples, seed),
            groups.isEmpty() ? ResourceGroups.acrossGroups() : ResourceGroups.of(groups),
            new MultilingualSentenceSplitter());
    String name = predictions.getFileName().toString();
    ExampleReader reader = new ExampleReader(summaryLanguage.equals("same") ? "" : summaryLanguage);
    // Unlike Files.newBufferedReader this reads malformed bytes as U+FFFD: one broken character
    // must
    // not cost the report.
    try (InputStream in = Files.newInputStream(predictions);
        Reader decoded = new InputStreamReader(in, StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(decoded)) {
      reader.read(name, lines, evaluation::add);
    }
    return evaluation.report(name);
  }

  private void write(Report report) throws IOException {
    Files.createDirectories(directory);
    write("report.md", MarkdownReport.of(report));
    write("report.json", JsonReport.of(report));
    write("report.html", HtmlReport.of(report));
    spec.commandLine().getErr().println("wrote " + directory.resolve("report.html"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }
}
