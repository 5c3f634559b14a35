package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a Solr with the plugin until it is interrupted. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run a Solr with the plugin until it is interrupted.")
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "precis-solr",
      description = "Solr home; made if it does not exist (default: ${DEFAULT-VALUE})")
  private Path home;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8983",
      description = "port; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Mixin private ModelChoice model;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SolrServer server = start(home, port, model.directory(), err);
    out.println(server.url() + "/" + SolrHome.CORE);
    out.flush();
    untilInterrupted(server, err, () -> {});
    return 0;
  }

  /** Starts a Solr over {@code home}, with a model for its engine if there is one. */
  static SolrServer start(Path home, int port, Optional<Path> model, PrintWriter err)
      throws IOException {
    // The engine of solrconfig.xml has the model ${precis.model:}.
    SolrHome.create(
        home,
        model
            .map(directory -> Map.of("precis.model", directory.toAbsolutePath().toString()))
            .orElse(Map.of()));
    Progress progress = new Progress(err, "starting Solr", 0);
    SolrServer server = SolrServer.start(home, port);
    server.awaitCore(SolrHome.CORE);
    progress.done(server.url());
    return server;
  }

  /** Goes on serving; when the process is told to stop, stops Solr and cleans up. */
  static void untilInterrupted(SolrServer server, PrintWriter err, Runnable cleanUp)
      throws InterruptedException {
    Thread stop =
        new Thread(
            () -> {
              try {
                server.close();
              } catch (IOException e) {
                err.println(e.getMessage());
                err.flush();
              }
              cleanUp.run();
            });
    Runtime.getRuntime().addShutdownHook(stop);
    err.println("stop with Ctrl-C");
    err.flush();
    new CountDownLatch(1).await();
  }
}
