package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.precis.text.LanguageTags;
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

  @Option(
      names = "--sentences",
      paramLabel = "N",
      description =
          "a model is given the first N sentences, one by one; 0: the document (default: what the"
              + " model's generation_config.json says as lead_sentences)")
  private Integer sentences;

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

  /** Languages of documents that should be glossed and are not. */
  private final Set<String> unread = new TreeSet<>();

  @Override
  public Integer call() throws IOException {
    SentenceSplitter splitter = new MultilingualSentenceSplitter();
    if (method.model != null) {
      try (LoadedModel model = ModelLoader.load(method.model, device, LoadOptions.SERVING)) {
        DecodeOptions own =
            DecodeOptions.parse(GENERATION, DecodeOptions.parse(model.generation()));
        DecodeOptions options = DecodeOptions.parse(generation, own);
        LeadSummarizer lead = new LeadSummarizer(splitter);
        write(rows -> generated(model, options, lead, rows));
        warnOfUnread();
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

  private void warnOfUnread() {
    if (!unread.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "the model's lexicon has no words of %s: such documents were read as they are%n",
          String.join(", ", unread));
      err.flush();
    }
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

  /** What a model is given of a row, in order. */
  private List<String> passages(RawExample row, LeadSummarizer lead, int count) {
    List<String> found =
        count == 0
            ? List.of()
            : lead.summarize(document(row), count).sentences().stream()
                .map(SummarySentence::text)
                .toList();
    return found.isEmpty() ? List.of(row.source()) : found;
  }

  private List<String> generated(
      LoadedModel model, DecodeOptions options, LeadSummarizer lead, List<RawExample> rows) {
    int count = sentences == null ? model.leadSentences().orElse(0) : sentences;
    List<List<String>> passages = rows.stream().map(row -> passages(row, lead, count)).toList();
    List<int[]> sources = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String tag = language(rows.get(i));
      if (!model.tokenizer().reads(tag) && !LanguageTags.language(tag).equals("en")) {
        unread.add(tag);
      }
      for (String passage : passages.get(i)) {
        sources.add(model.tokenizer().encode(passage, tag).idsWithin(maxTokens));
      }
    }
    Iterator<List<Hypothesis>> found =
        BeamSearch.search(model.model(), sources, options, StopCheck.NEVER).iterator();
    List<String> summaries = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String tag = language(rows.get(i));
      summaries.add(
          passages.get(i).stream()
              .map(passage -> model.tokenizer().decode(found.next().get(0).tokens(), passage, tag))
              .collect(Collectors.joining(" ")));
    }
    return summaries;
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
          row.put("source", part.get(i).source()).put("document", part.get(i).document());
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
