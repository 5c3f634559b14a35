package org.precis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.precis.summarize.EngineConfig;
import org.precis.summarize.EngineStatus;
import org.precis.summarize.Summary;
import org.precis.summarize.SummaryEngine;
import org.precis.summarize.SummaryJob;
import org.precis.summarize.SummaryOptions;
import org.precis.summarize.SummaryRequest;
import org.precis.summarize.SummarySection;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.LanguageDetector;
import org.precis.text.OpenNlpLanguageDetector;
import org.precis.text.Section;
import org.precis.text.Span;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Summarises files without a Solr. */
@Command(
    name = "summarize",
    mixinStandardHelpOptions = true,
    description = "Summarise files, without a Solr.")
final class SummarizeCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "files or folders")
  private List<Path> files;

  @Mixin private ModelChoice model;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "NAME=VALUE",
      description = "summary option, such as beams=5 or sentences=4")
  private Map<String, String> options = Map.of();

  @Option(
      names = {"-e", "--engine-option"},
      paramLabel = "NAME=VALUE",
      description = "engine setting, such as maxSourceTokens=512 or device=gpu")
  private Map<String, String> engineOptions = Map.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "most seconds a file (default: ${DEFAULT-VALUE})")
  private long timeoutSeconds;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>(engineOptions);
    model.directory().ifPresent(directory -> settings.putIfAbsent("model", directory.toString()));
    EngineConfig config = EngineConfig.parse("cli", settings);
    SummaryOptions wanted = SummaryOptions.parse(options, config);
    List<DocumentFile> documents = DocumentFile.read(files);
    DocumentParser parser = new DocumentParser();
    LanguageDetector detector = new OpenNlpLanguageDetector();
    ArrayNode all = SolrHttp.JSON.createArrayNode();
    PrintWriter out = spec.commandLine().getOut();
    HitPrinter printer = new HitPrinter(out, spec.commandLine().getColorScheme());
    boolean failed = false;
    try (SummaryEngine engine = SummaryEngine.open(config)) {
      awaitModel(engine, config);
      for (DocumentFile file : documents) {
        Document document = parser.parse(file.id(), file.title(), file.body(), file.format());
        String language =
            file.language().isEmpty() ? detector.detect(textOf(document)).tag() : file.language();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        SummaryJob job =
            engine.submit(new SummaryRequest(document.withLanguage(language), wanted, deadline));
        Summary summary = job.await(() -> false);
        failed |= summary.status() == Summary.Status.ERROR;
        ObjectNode described = describe(document, summary);
        all.add(described);
        if (!json) {
          printer.printHit(all.size(), source(document, language), described);
          out.flush();
        }
      }
    }
    if (json) {
      out.println(all.toPrettyString());
    }
    return failed ? 1 : 0;
  }

  private void awaitModel(SummaryEngine engine, EngineConfig config)
      throws IOException, InterruptedException {
    if (!config.hasModel()) {
      return;
    }
    Progress progress = new Progress(spec.commandLine().getErr(), "loading " + config.model(), 0);
    boolean settled = engine.awaitModel(Duration.ofSeconds(timeoutSeconds));
    EngineStatus status = engine.status();
    if (!settled || !status.error().isEmpty()) {
      throw new IOException(settled ? status.error() : config.model() + " was not loaded in time");
    }
    progress.done(status.model());
  }

  private static String textOf(Document document) {
    return document.sections().stream().map(Section::text).collect(Collectors.joining("\n\n"));
  }

  private static ObjectNode describe(Document document, Summary summary) {
    ObjectNode node = SolrHttp.JSON.createObjectNode();
    node.put("id", document.id()).put("title", document.title());
    node.put("status", lower(summary.status())).put("source", lower(summary.source()));
    node.put("reason", summary.reason()).put("text", summary.text());
    node.put("sourceLang", summary.sourceLanguage()).put("lang", summary.language());
    node.put("model", summary.model());
    node.put("truncated", summary.truncated()).put("coverage", summary.coverage());
    node.put("time", summary.timeMillis());
    summary.unsupported().forEach(node.putArray("unsupported")::add);
    ArrayNode sentences = node.putArray("sentences");
    for (SummarySentence sentence : summary.sentences()) {
      ObjectNode entry = sentences.addObject().put("text", sentence.text());
      ArrayNode evidence = entry.putArray("evidence");
      for (Span span : sentence.evidence()) {
        evidence.addObject().put("field", "body").put("start", span.start()).put("end", span.end());
      }
    }
    ArrayNode sections = node.putArray("sections");
    for (SummarySection section : summary.sections()) {
      ObjectNode entry = sections.addObject().put("id", document.id() + "/" + section.section());
      entry.put("heading", section.heading()).put("count", section.count());
      entry.put("merged", section.merged()).put("source", lower(section.source()));
      entry.put("reason", section.reason()).put("lang", section.language());
      section.sentences().forEach(entry.putArray("sentences")::add);
    }
    return node;
  }

  /** What a hit would say of the document. */
  private static ObjectNode source(Document document, String language) {
    ObjectNode node = SolrHttp.JSON.createObjectNode();
    node.put("id", document.id()).put("lang", language).put("body", document.body());
    return document.title().isEmpty() ? node : node.put("title", document.title());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
