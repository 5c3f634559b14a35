package org.precis.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.align.CountHistogram;
import org.precis.align.GreedyAligner;
import org.precis.align.RougeAligner;
import org.precis.align.SectionAligner;
import org.precis.align.TransportSettings;
import org.precis.eval.report.Charts;
import org.precis.eval.rouge.GoogleTokenizer;
import org.precis.eval.statistics.Bootstrap;
import org.precis.eval.statistics.Interval;
import org.precis.eval.statistics.PairedTest;
import org.precis.eval.statistics.Resampler;
import org.precis.eval.statistics.Strata;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataLines;
import org.precis.train.data.SectionedDocument;
import org.precis.train.uotsumm.ModelAligner;
import org.precis.train.uotsumm.UotSummSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Aligns the sentences of summaries with sections, and measures how well. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    description = {
      "Say which section each sentence of a summary comes from.",
      "Where the documents have an alignment, prints the precision against it, with bootstrap"
          + " intervals over three strata of summary lengths."
    })
final class DataAlign implements Callable<Integer> {
  private static final int STRATA = 3;

  /** Ways to align. */
  private enum Way {
    /** DANCER's papers. */
    ROUGE_PRECISION,
    /** DANCER's code. */
    ROUGE_RECALL,
    /** By the sentences that an extractor would take. */
    GREEDY,
    /** By a model's costs. */
    SIMPLE,
    /** By a model's costs and counts. */
    TRANSPORT
  }

  @Parameters(index = "0", paramLabel = "IN", description = "documents of 'precis data sections'")
  private Path input;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      description = "the same documents with this alignment, to write")
  private Path output;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "WAY",
      description = "${COMPLETION-CANDIDATES}")
  private Way way;

  @Option(
      names = "--against",
      paramLabel = "WAY",
      description = "another way, for a paired bootstrap of the difference")
  private Way other;

  @Option(names = "--model", paramLabel = "DIR", description = "for simple and transport")
  private Path model;

  @Option(names = "--max-tokens", defaultValue = "512", description = "most tokens of a section")
  private int maxTokens;

  @Option(names = "--epsilon", description = "of the transport (default: 0.006)")
  private double epsilon = TransportSettings.DEFAULT.epsilon();

  @Option(names = "--tau", description = "of the transport (default: 0.03)")
  private double tau = TransportSettings.DEFAULT.tau();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "page to write: the model's transport plan of the first document")
  private Path picture;

  @Option(
      names = "--counts",
      paramLabel = "FILE",
      description = {
        "page to write with a histogram, also printed: shares of sections with 0, 1, 2, … sentences,",
        "by this alignment, the model's counter and the documents' own alignment"
      })
  private Path histogram;

  @Option(names = "--resamples", defaultValue = "1000", description = "default: ${DEFAULT-VALUE}")
  private int resamples;

  @Option(names = "--seed", defaultValue = "1", description = "of the bootstrap")
  private long seed;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device;

  @Spec private CommandSpec spec;

  /** Aligns one document. */
  private interface Aligning extends AutoCloseable {
    int[] align(SectionedDocument document);

    @Override
    default void close() {}
  }

  @Override
  public Integer call() throws IOException {
    List<SectionedDocument> documents = new ArrayList<>();
    BadRows bad = new BadRows();
    DataLines.read(input, line -> documents.add(SectionedDocument.parse(line)), bad);
    if (bad.count() > 0 || documents.isEmpty()) {
      throw new IOException(
          "%s: %d documents, %d bad rows: %s"
              .formatted(input, documents.size(), bad.count(), String.join("; ", bad.first())));
    }
    List<int[]> found = aligned(way, documents);
    if (picture != null) {
      draw(documents.get(0));
    }
    if (histogram != null) {
      count(documents, found);
    }
    if (output != null) {
      try (BufferedWriter out = Files.newBufferedWriter(output)) {
        for (int i = 0; i < documents.size(); i++) {
          List<Integer> sections = Arrays.stream(found.get(i)).boxed().toList();
          out.write(documents.get(i).withAlignment(sections).toLine() + "\n");
        }
      }
    }
    if (documents.stream().anyMatch(document -> known(document) > 0)) {
      measure(documents, found);
    }
    return 0;
  }

  private List<int[]> aligned(Way by, List<SectionedDocument> documents) {
    try (Aligning aligning = aligning(by)) {
      return documents.stream().map(aligning::align).toList();
    }
  }

  private Aligning aligning(Way by) {
    return switch (by) {
      case ROUGE_PRECISION -> byText(new RougeAligner(RougeAligner.Reading.PRECISION, true));
      case ROUGE_RECALL -> byText(new RougeAligner(RougeAligner.Reading.RECALL, true));
      case GREEDY -> byText(new GreedyAligner(new GoogleTokenizer(true)));
      case SIMPLE -> byModel(UotSummSettings.Alignment.SIMPLE);
      case TRANSPORT -> byModel(UotSummSettings.Alignment.TRANSPORT);
    };
  }

  private static Aligning byText(SectionAligner aligner) {
    return document -> {
      List<List<String>> sections =
          document.sections().stream().map(SectionedDocument.Section::sentences).toList();
      return aligner.align(sections, document.summary()).sections().stream()
          .mapToInt(Integer::intValue)
          .toArray();
    };
  }

  private void draw(SectionedDocument document) throws IOException {
    try (ModelAligner aligner = open(UotSummSettings.Alignment.TRANSPORT)) {
      String title = "Sections and summary sentences of document " + document.id();
      List<String> sections =
          IntStream.range(0, document.sections().size())
              .mapToObj(i -> "%d %s".formatted(i + 1, document.sections().get(i).heading()))
              .toList();
      List<String> sentences =
          IntStream.rangeClosed(1, document.summary().size()).mapToObj(String::valueOf).toList();
      Charts.Chart chart = Charts.heatMap(title, aligner.plan(document), sections, sentences);
      Files.writeString(picture, Charts.page(title, chart));
    }
  }

  private void count(List<SectionedDocument> documents, List<int[]> found) throws IOException {
    CountHistogram aligned = new CountHistogram();
    CountHistogram given = new CountHistogram();
    for (int i = 0; i < documents.size(); i++) {
      SectionedDocument document = documents.get(i);
      aligned.add(document.sections().size(), found.get(i));
      if (known(document) > 0) {
        int[] alignment = document.alignment().stream().mapToInt(Integer::intValue).toArray();
        given.add(document.sections().size(), alignment);
      }
    }
    Map<String, double[]> series = new LinkedHashMap<>();
    series.put(way.toString(), aligned.shares());
    if (model != null) {
      CountHistogram counted = new CountHistogram();
      try (ModelAligner aligner = open(UotSummSettings.Alignment.TRANSPORT)) {
        documents.forEach(document -> counted.add(aligner.counts(document)));
      }
      series.put("counter", counted.shares());
    }
    if (given.shares().length > 0) {
      series.put("given", given.shares());
    }
    String title = "Shares of sections by their number of summary sentences";
    Files.writeString(histogram, Charts.page(title, Charts.histogram(title, series)));
    PrintWriter out = spec.commandLine().getOut();
    out.println(title + ", from 0:");
    series.forEach((name, shares) -> print(out, "  %s %s%n", name, rounded(shares)));
    out.flush();
  }

  private static String rounded(double[] shares) {
    return Arrays.stream(shares)
        .mapToObj(share -> String.format(Locale.ROOT, "%.3f", share))
        .collect(Collectors.joining(" "));
  }

  private Aligning byModel(UotSummSettings.Alignment alignment) {
    ModelAligner aligner = open(alignment);
    return new Aligning() {
      @Override
      public int[] align(SectionedDocument document) {
        return aligner.align(document);
      }

      @Override
      public void close() {
        aligner.close();
      }
    };
  }

  private ModelAligner open(UotSummSettings.Alignment alignment) {
    if (model == null) {
      throw new ParameterException(
          spec.commandLine(), "simple, transport and --plan need --model, a model with a counter");
    }
    TransportSettings usual = TransportSettings.DEFAULT;
    TransportSettings transport =
        new TransportSettings(
            epsilon, tau, usual.rescale(), usual.tolerance(), usual.maxIterations());
    return ModelAligner.open(
        model, device, UotSummSettings.aligning(alignment, transport), maxTokens);
  }

  private static long known(SectionedDocument document) {
    return document.alignment().stream().filter(section -> section >= 0).count();
  }

  private void measure(List<SectionedDocument> documents, List<int[]> found) {
    int[] measured =
        IntStream.range(0, documents.size()).filter(i -> known(documents.get(i)) > 0).toArray();
    double[] precisions = precisions(documents, found, measured);
    int[] sizes = Arrays.stream(measured).map(i -> documents.get(i).summary().size()).toArray();
    List<int[]> strata = Strata.bySize(sizes, Math.min(STRATA, sizes.length));
    PrintWriter out = spec.commandLine().getOut();
    Interval interval =
        Bootstrap.interval(precisions, Resampler.stratified(strata, seed), resamples);
    print(
        out,
        "%d documents, mean precision %.4f (95 %%: %.4f to %.4f)%n",
        measured.length,
        Arrays.stream(precisions).average().orElseThrow(),
        interval.low(),
        interval.high());
    for (int[] stratum : strata) {
      print(
          out,
          "  %d to %d sentences: %.4f over %d documents%n",
          Arrays.stream(stratum).map(i -> sizes[i]).min().orElseThrow(),
          Arrays.stream(stratum).map(i -> sizes[i]).max().orElseThrow(),
          Arrays.stream(stratum).mapToDouble(i -> precisions[i]).average().orElseThrow(),
          stratum.length);
    }
    if (other != null) {
      double[] others = precisions(documents, aligned(other, documents), measured);
      PairedTest test =
          Bootstrap.compare(precisions, others, Resampler.stratified(strata, seed), resamples);
      print(
          out,
          "%s minus %s: %+.4f (95 %%: %+.4f to %+.4f), p = %.4f%n",
          way,
          other,
          test.difference(),
          test.interval().low(),
          test.interval().high(),
          test.p());
    }
    out.flush();
  }

  private static void print(PrintWriter out, String format, Object... values) {
    out.print(String.format(Locale.ROOT, format, values));
  }

  /** Of each document, the share of sentences with a known section that were put there. */
  private static double[] precisions(
      List<SectionedDocument> documents, List<int[]> found, int[] measured) {
    return Arrays.stream(measured)
        .mapToDouble(
            i -> {
              List<Integer> gold = documents.get(i).alignment();
              int right = 0;
              for (int j = 0; j < gold.size(); j++) {
                right += gold.get(j) >= 0 && gold.get(j) == found.get(i)[j] ? 1 : 0;
              }
              return (double) right / known(documents.get(i));
            })
        .toArray();
  }
}
