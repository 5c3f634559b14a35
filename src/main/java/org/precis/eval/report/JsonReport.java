package org.precis.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A report as JSON, with all digits. */
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  /** The whole report, indented. */
  public static String of(Report report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", report.name()).put("settings", report.settings());
    node.set("languages", rows(report.languages()));
    node.set("groups", rows(report.groups()));
    node.set("overall", row(report.overall()));
    ArrayNode comparisons = node.putArray("comparisons");
    for (Comparison comparison : report.comparisons()) {
      ObjectNode against = comparisons.addObject().put("other", comparison.other());
      against.set("languages", rows(comparison.languages()));
      against.set("groups", rows(comparison.groups()));
      against.set("overall", row(comparison.overall()));
    }
    return node.toPrettyString() + "\n";
  }

  private static ArrayNode rows(List<Report.Row> rows) {
    ArrayNode array = JSON.createArrayNode();
    rows.forEach(row -> array.add(row(row)));
    return array;
  }

  private static ObjectNode row(Report.Row row) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", row.name()).put("languages", row.languages());
    node.put("examples", row.examples());
    ObjectNode figures = node.putObject("figures");
    row.figures()
        .forEach(
            (metric, figure) -> {
              ObjectNode value = figures.putObject(metric.key()).put("value", figure.value());
              figure
                  .interval()
                  .ifPresent(
                      interval ->
                          value
                              .put("low", interval.low())
                              .put("mid", interval.mid())
                              .put("high", interval.high()));
              figure.p().ifPresent(p -> value.put("p", p));
            });
    return node;
  }
}
