package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.precis.align.TransportSettings;
import org.precis.eval.rouge.GoogleTokenizer;
import org.precis.eval.rouge.Oracle;
import org.precis.summarize.EngineConfig;
import org.precis.summarize.Summary;
import org.precis.summarize.SummaryEngine;
import org.precis.summarize.SummaryJob;
import org.precis.summarize.SummaryRequest;
import org.precis.summarize.source.ExtractiveSummarizer;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;
import org.precis.text.OffsetMap;
import org.precis.text.Section;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.Span;
import org.precis.train.augment.ContinuedLines;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataLines;
import org.precis.train.data.SectionedDocument;
import org.precis.train.uotsumm.ModelAligner;
import org.precis.train.uotsumm.UotSummSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Summarises sectioned documents, for evaluation. */
@Command(
    name = "predict-sections",
    mixinStandardHelpOptions = true,
    description = {
      "Summarise sectioned documents section by section, as an engine does, or by their own"
          + " sentences, and write what 'precis evaluate' reads.",
      "The same command continues an interrupted run."
    })
final class DataPredictSections implements Callable<Integer> {
  private static final int HOURS = 1;

  /** One sentence a line, as the documents are written. */
  private static final SentenceSplitter LINES =
      (text, language) -> {
        List<Sentence> sentences = new ArrayList<>();
        int start = 0;
        for (String line : text.split("\n", -1)) {
          if (!line.isBlank()) {
            sentences.add(new Sentence(line.strip(), new Span(start, start + line.length())));
          }
          start += line.length() + 1;
        }
        return sentences;
      };

  @Parameters(index = "0", paramLabel = "IN", description = "documents of 'precis data sections'")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "predictions to write")
  private Path output;

  @ArgGroup(multiplicity = "1")
  private Method method;

  /** What summarises. */
  private static final class Method {
    @Option(names = "--model", paramLabel = "DIR", description = "a model, section by section")
    private Path model;

    @Option(names = "--lead", paramLabel = "N", description = "the first N sentences")
    private int lead;

    @Option(
        names = "--section-lead",
        paramLabel = "N[,N…]",
        split = ",",
        description =
            "the first N sentences of each section; of several numbers each is for one section, the"
                + " last for all behind it")
    private List<Integer> sectionLead = List.of();

    @Option(
        names = "--counted-lead",
        paramLabel = "DIR",
        description = "the first sentences of each section, as many as this model's counter says")
    private Path countedLead;

    @Option(names = "--lexrank", paramLabel = "N", description = "N central sentences")
    private int lexRank;

    @Option(
        names = "--oracle",
        paramLabel = "N",
        description = "up to N sentences, chosen by the reference")
    private int oracle;
  }

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "setting of the engine, such as beams=4, maxSourceTokens=512, trigramBlocking=false,"
              + " sectionCounter=shape or sectionCounter=headings")
  private Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--max-tokens",
      defaultValue = "512",
      description = "most tokens of a section that --counted-lead reads")
  private int maxTokens;

  @Option(names = "--batch", defaultValue = "8", description = "documents at once")
  private int batch;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<SectionedDocument> documents = new ArrayList<>();
    BadRows bad = new BadRows();
    DataLines.read(input, line -> documents.add(SectionedDocument.parse(line)), bad);
    if (bad.count() > 0) {
      throw new IOException("%s: bad rows: %s".formatted(input, String.join("; ", bad.first())));
    }
    if (method.model != null) {
      byModel(documents);
    } else if (method.lead > 0) {
      write(documents, each(document -> lead(document, method.lead)));
    } else if (!method.sectionLead.isEmpty()) {
      write(documents, each(document -> sectionLead(document, method.sectionLead)));
    } else if (method.countedLead != null) {
      byCounter(documents);
    } else if (method.lexRank > 0) {
      ExtractiveSummarizer central = new ExtractiveSummarizer(LINES);
      write(
          documents,
          each(
              document ->
                  texts(central.summarize(document(document, "\n"), method.lexRank).sentences())));
    } else {
      write(documents, each(document -> oracle(document, method.oracle)));
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d predictions%n", output, documents.size());
    printer.flush();
    return 0;
  }

  private static Function<List<SectionedDocument>, List<String>> each(
      Function<SectionedDocument, String> summarizer) {
    return documents -> documents.stream().map(summarizer).toList();
  }

  private static List<String> sentences(SectionedDocument document) {
    return document.sections().stream().flatMap(s -> s.sentences().stream()).toList();
  }

  private static String lead(SectionedDocument document, int most) {
    return sentences(document).stream().limit(most).collect(Collectors.joining(" "));
  }

  /**
   * The first sentences of each section.
   *
   * @param most how many, of each; the last number is for all sections behind it
   */
  private static String sectionLead(SectionedDocument document, List<Integer> most) {
    List<String> lead = new ArrayList<>();
    for (int i = 0; i < document.sections().size(); i++) {
      List<String> sentences = document.sections().get(i).sentences();
      int wanted = most.get(Math.min(i, most.size() - 1));
      lead.addAll(sentences.subList(0, Math.min(wanted, sentences.size())));
    }
    return String.join(" ", lead);
  }

  private void byCounter(List<SectionedDocument> documents) throws IOException {
    UotSummSettings aligning =
        UotSummSettings.aligning(UotSummSettings.Alignment.SIMPLE, TransportSettings.DEFAULT);
    try (ModelAligner model = ModelAligner.open(method.countedLead, "cpu", aligning, maxTokens)) {
      write(
          documents,
          each(
              document ->
                  sectionLead(document, Arrays.stream(model.counts(document)).boxed().toList())));
    }
  }

  private static String oracle(SectionedDocument document, int most) {
    GoogleTokenizer words = new GoogleTokenizer(true);
    List<String> sentences = sentences(document);
    List<Oracle.Pick> picks =
        Oracle.picks(
            sentences.stream().map(words::tokens).toList(),
            words.tokens(String.join(" ", document.summary())),
            most);
    return picks.stream()
        .map(Oracle.Pick::index)
        .sorted()
        .map(sentences::get)
        .collect(Collectors.joining(" "));
  }

  private static String texts(List<SummarySentence> sentences) {
    return sentences.stream().map(SummarySentence::text).collect(Collectors.joining(" "));
  }

  /**
   * The document as an engine takes it.
   *
   * @param between what stands between two sentences of a section
   */
  private static Document document(SectionedDocument document, String between) {
    List<Section> sections = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (SectionedDocument.Section section : document.sections()) {
      String text = String.join(between, section.sentences());
      OffsetMap offsets = OffsetMap.contiguous(body.length(), text.length());
      sections.add(new Section(section.heading(), 1, text, offsets));
      body.append(text).append("\n\n");
    }
    return new Document(document.id(), "", "en", body.toString(), sections);
  }

  private void byModel(List<SectionedDocument> documents) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("model", method.model.toString());
    values.put("mode", "sections");
    values.put("checks", "false");
    values.put("cacheMegabytes", "0");
    values.put("queue", Integer.toString(Math.max(32, batch)));
    values.put("sentencesCap", "100");
    values.putAll(settings);
    EngineConfig config = EngineConfig.parse("predict", values);
    try (SummaryEngine engine = SummaryEngine.open(config)) {
      boolean loaded = engine.awaitModel(Duration.ofHours(HOURS));
      if (!loaded || !engine.status().error().isEmpty()) {
        throw new IOException("the model cannot be used: " + engine.status().error());
      }
      write(documents, some -> summarized(engine, some));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static List<String> summarized(SummaryEngine engine, List<SectionedDocument> documents) {
    long deadline = System.nanoTime() + TimeUnit.HOURS.toNanos(HOURS);
    List<SummaryJob> jobs =
        documents.stream()
            .map(d -> new SummaryRequest(document(d, " "), engine.config().defaults(), deadline))
            .map(engine::submit)
            .toList();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      Summary summary = jobs.get(i).await(() -> false);
      if (summary.status() != Summary.Status.OK) {
        throw new IllegalStateException(
            "document '%s' has no summary of the model: %s"
                .formatted(documents.get(i).id(), summary.reason()));
      }
      texts.add(texts(summary.sentences()));
    }
    return texts;
  }

  private void write(
      List<SectionedDocument> documents, Function<List<SectionedDocument>, List<String>> summarizer)
      throws IOException {
    int done = ContinuedLines.count(output);
    try (BufferedWriter out =
        Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int from = done; from < documents.size(); from += batch) {
        List<SectionedDocument> part =
            documents.subList(from, Math.min(documents.size(), from + batch));
        List<String> summaries = summarizer.apply(part);
        for (int i = 0; i < part.size(); i++) {
          ObjectNode row = SolrHttp.JSON.createObjectNode().put("lang", "en");
          row.put("prediction", summaries.get(i));
          row.put("reference", String.join(" ", part.get(i).summary()));
          row.put("source", String.join(" ", sentences(part.get(i))));
          row.put("document", part.get(i).id());
          out.write(SolrHttp.JSON.writeValueAsString(row));
          out.write('\n');
        }
        out.flush();
      }
    }
  }
}
