package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.precis.eval.human.RatingForm;
import org.precis.eval.human.RatingReport;
import org.precis.eval.report.EmbeddingScorer;
import org.precis.eval.report.Evaluation;
import org.precis.eval.report.EvaluationSettings;
import org.precis.eval.report.EvaluationSettings.RougeTool;
import org.precis.eval.report.Example;
import org.precis.eval.report.HtmlReport;
import org.precis.eval.report.JsonReport;
import org.precis.eval.report.MarkdownReport;
import org.precis.eval.report.PairedExamples;
import org.precis.eval.report.Report;
import org.precis.eval.report.ResourceGroups;
import org.precis.model.io.LoadedEncoder;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "predictions, one a line; with --human-read the raters' filled tables")
  private List<Path> files = List.of();

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
      description = "seed of the bootstrap and of a form's order (default: ${DEFAULT-VALUE})")
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
      names = "--compare",
      paramLabel = "OTHER.jsonl",
      description =
          "another system's predictions for the same lines: adds the differences with a paired"
              + " bootstrap; may be repeated")
  private List<Path> others = List.of();

  @Mixin private EncoderOptions encoder;

  @Mixin private HumanOptions human;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (human.reads()) {
      RatingReport ratings = new RatingReport(human.ratings(files), resamples, seed);
      out.print(json ? ratings.json() : ratings.markdown());
      out.flush();
      return 0;
    }
    if (files.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "one file of predictions is evaluated; name others with --compare");
    }
    if (human.form().isPresent()) {
      writeForm(human.form().get());
      return 0;
    }
    Report report = report();
    out.print(json ? JsonReport.of(report) : MarkdownReport.of(report));
    out.flush();
    if (directory != null) {
      write(report);
    }
    return 0;
  }

  private void writeForm(Path form) throws IOException {
    try (PairedExamples examples = examples()) {
      human.write(examples, seed);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s is for raters; keep %s to yourself%n", form.resolve("form.html"), RatingForm.key(form));
    out.flush();
  }

  private Report report() throws IOException {
    try (LoadedEncoder model = encoder.load().orElse(null)) {
      if (model == null) {
        return report(systems().stream().map(path -> evaluation(Optional.empty())).toList());
      }
      try (PairedExamples examples = examples()) {
        return report(
            encoder.scorers(model, examples).stream()
                .map(scorer -> evaluation(Optional.of(scorer)))
                .toList());
      }
    }
  }

  private Report report(List<Evaluation> evaluations) throws IOException {
    try (PairedExamples examples = examples()) {
      for (List<Example> row = examples.next(); !row.isEmpty(); row = examples.next()) {
        for (int i = 0; i < row.size(); i++) {
          evaluations.get(i).add(row.get(i));
        }
      }
      List<String> names = examples.names();
      Evaluation first = evaluations.get(0);
      return first.report(
          names.get(0),
          IntStream.range(1, names.size())
              .mapToObj(i -> first.comparedWith(evaluations.get(i), names.get(i)))
              .toList());
    }
  }

  private List<Path> systems() {
    return Stream.concat(files.stream(), others.stream()).toList();
  }

  private PairedExamples examples() throws IOException {
    return PairedExamples.open(systems(), summaryLanguage.equals("same") ? "" : summaryLanguage);
  }

  private Evaluation evaluation(Optional<EmbeddingScorer> embeddings) {
    return new Evaluation(
        new EvaluationSettings(rouge, !unstemmed, resamples, seed),
        groups.isEmpty() ? ResourceGroups.acrossGroups() : ResourceGroups.of(groups),
        new MultilingualSentenceSplitter(),
        embeddings);
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
