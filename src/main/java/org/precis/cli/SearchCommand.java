package org.precis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches a Solr and shows the hits with their summaries. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Search, and show hits with summaries.")
final class SearchCommand implements Callable<Integer> {
  @Mixin private SolrOption target;

  @Parameters(paramLabel = "QUERY", description = "what to search for, in any language")
  private String query;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "5",
      description = "hits to show (default: ${DEFAULT-VALUE})")
  private int rows;

  @Option(names = "--engine", paramLabel = "NAME", description = "summary engine")
  private String engine;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "any further request parameter, such as summarize.beams=5")
  private Map<String, String> parameters = Map.of();

  @Option(names = "--evidence", description = "show the source of each summary sentence")
  private boolean evidence;

  @Option(names = "--json", description = "print Solr's response as it is")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Map<String, String> request = new LinkedHashMap<>(parameters);
    if (engine != null) {
      request.put("summarize.engine", engine);
    }
    PrintWriter out = spec.commandLine().getOut();
    JsonNode response = search(target.solr(), query, rows, evidence, request);
    if (json) {
      out.println(response.toPrettyString());
    } else {
      new HitPrinter(out, spec.commandLine().getColorScheme()).print(query, response);
    }
    return 0;
  }

  /** Searches with summaries; {@code extra} parameters win. */
  static JsonNode search(
      SolrHttp solr, String query, int rows, boolean evidence, Map<String, String> extra)
      throws IOException {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("q", query);
    request.put("rows", Integer.toString(rows));
    request.put("fl", "id,title,lang,published,category,body");
    request.put("summarize", "true");
    request.put("summarize.rows", Integer.toString(rows));
    request.put("summarize.evidence", Boolean.toString(evidence));
    request.putAll(extra);
    return solr.get("/select", request);
  }
}
