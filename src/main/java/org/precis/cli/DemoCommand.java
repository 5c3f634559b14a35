package org.precis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole line: a Solr, the bundled collection, searches with summaries. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Start a Solr, index the bundled collection, search it with summaries.")
final class DemoCommand implements Callable<Integer> {
  private static final int ROWS = 3;
  private static final String ENGINE = "default";
  private static final long MODEL_TIMEOUT_MILLIS = 300_000;
  private static final long POLL_MILLIS = 200;

  @Option(names = "--serve", description = "go on serving after the searches")
  private boolean serve;

  @Mixin private ModelChoice choice;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "port; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--json", description = "print Solr's responses as JSON lines")
  private boolean json;

  @Spec private CommandSpec spec;

  private Optional<Path> model = Optional.empty();

  @Override
  public Integer call() throws Exception {
    model = choice.directory();
    PrintWriter err = spec.commandLine().getErr();
    Path home = Files.createTempDirectory("precis-demo");
    SolrServer server = ServeCommand.start(home, port, model, err);
    try {
      show(new SolrHttp(server.url() + "/" + SolrHome.CORE), err);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      serve = false;
      throw failed;
    } finally {
      if (!serve) {
        server.close();
        delete(home);
      }
    }
    if (serve) {
      err.println("serving " + server.url() + "/" + SolrHome.CORE);
      ServeCommand.untilInterrupted(server, err, () -> delete(home));
    }
    return 0;
  }

  private void show(SolrHttp solr, PrintWriter err) throws IOException, InterruptedException {
    IndexCommand.send(solr, DemoCollection.documents(), err);
    if (model.isEmpty()) {
      err.println("no model: summaries are extractive, in each document's language");
    } else {
      awaitModel(solr, err);
    }
    PrintWriter out = spec.commandLine().getOut();
    HitPrinter printer = new HitPrinter(out, spec.commandLine().getColorScheme());
    for (String query : DemoCollection.queries()) {
      JsonNode response = search(solr, query);
      if (json) {
        out.println(response);
      } else {
        printer.print(query, response);
      }
    }
    out.flush();
  }

  private void awaitModel(SolrHttp solr, PrintWriter err) throws IOException, InterruptedException {
    Progress progress = new Progress(err, "loading " + model.orElseThrow(), 0);
    for (long waited = 0; waited < MODEL_TIMEOUT_MILLIS; waited += POLL_MILLIS) {
      JsonNode engine = engine(solr);
      if (!engine.path("error").asText("").isEmpty()) {
        throw new IOException(engine.path("error").asText());
      }
      if (!engine.path("model").asText("").isEmpty()) {
        progress.done(engine.path("model").asText());
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "%s was not loaded in %d s".formatted(model.orElseThrow(), MODEL_TIMEOUT_MILLIS / 1000));
  }

  private static JsonNode engine(SolrHttp solr) throws IOException {
    for (JsonNode engine : solr.get("/summaries/status", Map.of()).path("engines")) {
      if (engine.path("name").asText().equals(ENGINE)) {
        return engine;
      }
    }
    throw new IOException("Solr's configuration has no engine '" + ENGINE + "'");
  }

  private JsonNode search(SolrHttp solr, String query) throws IOException {
    Map<String, String> extra = new LinkedHashMap<>();
    if (model.isPresent()) {
      extra.put("summarize.timeAllowed", "60000");
    }
    return SearchCommand.search(solr, query, ROWS, true, extra);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " could not be deleted", e);
    }
  }
}
