package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.summarize.source.Extract;
import org.precis.summarize.source.ExtractiveSummarizer;
import org.precis.summarize.source.LeadSummarizer;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.SentenceSplitter;
import org.precis.text.TextFormat;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import org.precis.train.augment.ContinuedLines;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataFile;
import org.precis.train.data.PairReader;
import org.precis.train.data.RawExample;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Summarises the documents of pairs, for evaluation. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Summarise the documents of pairs, and write what 'precis evaluate' reads.",
      "The same command continues an interrupted run."
    })
final class DataPredict implements Callable<Integer> {
  /** CrossSum's evaluation but for the beam, which is the ACROSS paper's. */
  private static final Map<String, String> GENERATION =
      Map.of(
          "num_beams", "5",
          "length_penalty", "0.6",
          "no_repeat_ngram_size", "2",
          "max_length", "84");

  @Parameters(index = "0", paramLabel = "PAIRS", description = "pairs, JSON Lines")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "predictions to write")
  private Path output;

  @Option(
      names = "--lang",
      paramLabel = "TAG",
      description = "documents' language (default: what each row says)")
  private String language;

  @ArgGroup(multiplicity = "1")
  private Method method;

  /** What summarises. */
  private static final class Method {
    @Option(names = "--model", paramLabel = "DIR", description = "a model")
    private Path model;

    @Option(names = "--lead", paramLabel = "N", description = "the first N sentences")
    private int lead;

    @Option(names = "--extract", paramLabel = "N", description = "N central sentences")
    private int extract;
  }

  @Option(names = "--max-tokens", defaultValue = "512", description = "most tokens of a document")
  private int maxTokens;

  @Option(names = "--batch", defaultValue = "8", description = "documents at once")
  private int batch;

  @Option(
      names = "--generation",
      paramLabel = "KEY=VALUE",
      description =
          "setting of generation; without any num_beams=5, length_penalty=0.6,"
              + " no_repeat_ngram_size=2, max_length=84")
  private Map<String, String> generation = Map.of();

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SentenceSplitter splitter = new MultilingualSentenceSplitter();
    if (method.model != null) {
      try (LoadedModel model = ModelLoader.load(method.model, device, LoadOptions.SERVING)) {
        DecodeOptions own =
            DecodeOptions.parse(GENERATION, DecodeOptions.parse(model.generation()));
        DecodeOptions options = DecodeOptions.parse(generation, own);
        write(rows -> generated(model, options, rows));
      }
    } else if (method.lead > 0) {
      LeadSummarizer lead = new LeadSummarizer(splitter);
      write(
          rows -> rows.stream().map(r -> text(lead.summarize(document(r), method.lead))).toList());
    } else {
      ExtractiveSummarizer central = new ExtractiveSummarizer(splitter);
      write(
          rows ->
              rows.stream()
                  .map(r -> text(central.summarize(document(r), method.extract)))
                  .toList());
    }
    return 0;
  }

  private Document document(RawExample row) {
    return new DocumentParser()
        .parse("", "", row.source(), TextFormat.PLAIN)
        .withLanguage(language(row));
  }

  private String language(RawExample row) {
    return language == null ? row.language() : language;
  }

  private static String text(Extract extract) {
    return extract.sentences().stream().map(SummarySentence::text).collect(Collectors.joining(" "));
  }

  private List<String> generated(LoadedModel model, DecodeOptions options, List<RawExample> rows) {
    List<int[]> sources =
        rows.stream()
            .map(row -> model.tokenizer().encode(row.source(), language(row)).ids())
            .map(ids -> ids.length <= maxTokens ? ids : cut(ids))
            .toList();
    List<List<Hypothesis>> found =
        BeamSearch.search(model.model(), sources, options, StopCheck.NEVER);
    return IntStream.range(0, found.size())
        .mapToObj(
            i ->
                model
                    .tokenizer()
                    .decode(
                        found.get(i).get(0).tokens(), rows.get(i).source(), language(rows.get(i))))
        .toList();
  }

  /** The end token stays. */
  private int[] cut(int[] ids) {
    int[] kept = Arrays.copyOf(ids, maxTokens);
    kept[maxTokens - 1] = ids[ids.length - 1];
    return kept;
  }

  private void write(Function<List<RawExample>, List<String>> summarizer) throws IOException {
    List<RawExample> rows = new ArrayList<>();
    PairReader.read(DataFile.of(input), rows::add, new BadRows());
    int done = ContinuedLines.count(output);
    try (BufferedWriter out =
        Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int from = done; from < rows.size(); from += batch) {
        List<RawExample> part = rows.subList(from, Math.min(rows.size(), from + batch));
        List<String> summaries = summarizer.apply(part);
        for (int i = 0; i < part.size(); i++) {
          ObjectNode row = SolrHttp.JSON.createObjectNode().put("lang", language(part.get(i)));
          row.put("prediction", summaries.get(i)).put("reference", part.get(i).target());
          row.put("source", part.get(i).source());
          out.write(SolrHttp.JSON.writeValueAsString(row));
          out.write('\n');
        }
        out.flush();
      }
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d predictions%n", output, rows.size());
    printer.flush();
  }
}
