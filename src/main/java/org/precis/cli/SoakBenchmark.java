package org.precis.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.NetworkModel;
import org.precis.summarize.EngineConfig;
import org.precis.summarize.Summary;
import org.precis.summarize.SummaryEngine;
import org.precis.summarize.SummaryJob;
import org.precis.summarize.SummaryOptions;
import org.precis.summarize.SummaryRequest;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes thousands of summaries and prints what is left of them: tensors that are still open, and
 * resident memory. Exits with 1 if either grows.
 */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = "Makes thousands of summaries and watches the memory.")
final class SoakBenchmark implements Callable<Integer> {
  /** Growth of resident memory after the warm-up that passes as noise of allocators, in MiB. */
  private static final long TOLERATED_MEGABYTES = 150;

  /** The first part of the run is warm-up: code is compiled, pools fill. */
  private static final int WARM_UP_PARTS = 5;

  @Option(
      names = "--model",
      defaultValue = "src/test/resources/models/handmade",
      description = "model directory (${DEFAULT-VALUE})")
  private Path model = Path.of("");

  @Option(names = "--summaries", defaultValue = "5000", description = "how many (${DEFAULT-VALUE})")
  private int summaries;

  @Option(names = "--beams", defaultValue = "4", description = "beams (${DEFAULT-VALUE})")
  private int beams;

  @Option(names = "--length", defaultValue = "40", description = "most tokens (${DEFAULT-VALUE})")
  private int length;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SoakBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("machine  " + Measured.machine());
    AtomicReference<LoadedModel> loaded = new AtomicReference<>();
    EngineConfig config =
        EngineConfig.parse("soak", Map.of("model", model.toString(), "checks", "false"));
    try (SummaryEngine engine =
        SummaryEngine.open(
            config,
            () -> {
              loaded.set(ModelLoader.load(model, config.device(), LoadOptions.SERVING));
              return loaded.get();
            })) {
      if (!engine.awaitModel(Duration.ofMinutes(5)) || !engine.status().error().isEmpty()) {
        throw new IllegalStateException("no model: " + engine.status().error());
      }
      return soak(engine, (NetworkModel) loaded.get().model()) ? 0 : 1;
    }
  }

  private boolean soak(SummaryEngine engine, NetworkModel network) throws Exception {
    SummaryOptions options =
        SummaryOptions.parse(
            Map.of(
                "beams",
                "" + beams,
                "maxLength",
                "" + length,
                "cache",
                "false",
                "mode",
                "crosslingual"),
            engine.config());
    List<Document> documents = documents();
    int part = Math.max(1, summaries / 10);
    long tensorsBefore = 0;
    long megabytesBefore = 0;
    long tensors = 0;
    long megabytes = 0;
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    Queue<SummaryJob> jobs = new ArrayDeque<>();
    long start = System.nanoTime();
    for (int done = 0; done < summaries; ) {
      while (jobs.size() < engine.config().batchSize() && done + jobs.size() < summaries) {
        Document document = documents.get((done + jobs.size()) % documents.size());
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        jobs.add(engine.submit(new SummaryRequest(document, options, deadline)));
      }
      Summary summary = jobs.remove().await(() -> false);
      outcomes.merge(summary.status() + " " + summary.reason(), 1, Integer::sum);
      done++;
      if (done % part == 0) {
        while (engine.status().running() > 0) {
          Thread.sleep(1);
        }
        System.gc();
        tensors = network.manager().getManagedArrays().size();
        megabytes = Measured.residentMegabytes();
        if (done == part * WARM_UP_PARTS) {
          tensorsBefore = tensors;
          megabytesBefore = megabytes;
        }
        System.out.printf(
            "%6d summaries  %5.1f s  %d tensors  %d MiB resident%n",
            done, Measured.millisSince(start) / 1000, tensors, megabytes);
      }
    }
    System.out.println("outcomes " + outcomes);
    boolean flat = tensors <= tensorsBefore && megabytes <= megabytesBefore + TOLERATED_MEGABYTES;
    System.out.println(flat ? "flat after the warm-up" : "GROWN since the warm-up");
    return flat;
  }

  private static List<Document> documents() throws Exception {
    DocumentParser parser = new DocumentParser();
    List<Document> documents = new ArrayList<>();
    for (DocumentFile file : DemoCollection.documents()) {
      documents.add(
          parser
              .parse(file.id(), file.title(), file.body(), file.format())
              .withLanguage(file.language()));
    }
    return documents;
  }
}
