package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times searches over HTTP with and without summaries, interleaved, on the bundled collection: what
 * does {@code summarize=true} add for ten hits, from the cache and computed anew?
 */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Times searches with and without summaries.")
final class SearchBenchmark implements Callable<Integer> {
  private static final int HITS = 10;

  @Option(names = "--runs", defaultValue = "200", description = "measured runs (${DEFAULT-VALUE})")
  private int runs;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SearchBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("machine  " + Measured.machine());
    PrintWriter err = Precis.utf8(System.err);
    Path home = Files.createTempDirectory("precis-bench");
    try (SolrServer server = ServeCommand.start(home, 0, Optional.empty(), err)) {
      SolrHttp solr = new SolrHttp(server.url() + "/" + SolrHome.CORE);
      IndexCommand.send(solr, DemoCollection.documents(), err);
      Map<String, Map<String, String>> variants = new LinkedHashMap<>();
      variants.put("without", Map.of());
      variants.put("cached", Map.of("summarize", "true", "summarize.rows", "" + HITS));
      variants.put(
          "extractive",
          Map.of("summarize", "true", "summarize.rows", "" + HITS, "summarize.cache", "false"));
      Map<String, double[]> times = new LinkedHashMap<>();
      variants.keySet().forEach(name -> times.put(name, new double[runs]));
      for (int run = -runs / 2; run < runs; run++) {
        for (var variant : variants.entrySet()) {
          double millis = search(solr, variant.getValue());
          if (run >= 0) {
            times.get(variant.getKey())[run] = millis;
          }
        }
      }
      double without = Measured.median(times.get("without"));
      System.out.printf("%d hits, median of %d searches over HTTP%n", HITS, runs);
      times.forEach(
          (name, all) ->
              System.out.printf(
                  "%-10s  %.2f ms  (+%.2f ms)%n",
                  name, Measured.median(all), Measured.median(all) - without));
    }
    return 0;
  }

  private static double search(SolrHttp solr, Map<String, String> extra) throws IOException {
    Map<String, String> request = new LinkedHashMap<>(extra);
    request.put("q", "*:*");
    request.put("defType", "lucene");
    request.put("rows", "" + HITS);
    request.put("fl", "id,title");
    // The result cache would hide the search itself from one variant only.
    request.put("fq", "{!cache=false}-_nest_path_:*");
    long start = System.nanoTime();
    solr.get("/select", request);
    return Measured.millisSince(start);
  }
}
