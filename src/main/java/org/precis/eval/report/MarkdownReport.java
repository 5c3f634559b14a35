package org.precis.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.precis.eval.statistics.Interval;

/** A report as Markdown: a table by language and one by group, intervals in brackets. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** The whole page. */
  public static String of(Report report) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(report.name()).append("\n\n").append(report.settings()).append("\n");
    page.append("\n## By group of languages\n\n");
    List<Report.Row> groups = new ArrayList<>(report.groups());
    groups.add(report.overall());
    table(page, "group", report.metrics(), groups);
    page.append("\nA group's figure is the mean over its languages, and so is the overall one.\n");
    page.append("\n## By language\n\n");
    table(page, "language", report.metrics(), report.languages());
    return page.toString();
  }

  private static void table(
      StringBuilder page, String first, List<Metric> metrics, List<Report.Row> rows) {
    page.append("| ").append(first).append(" | languages | examples |");
    metrics.forEach(metric -> page.append(' ').append(metric.title()).append(" |"));
    page.append("\n| --- | ---: | ---: |").append(" ---: |".repeat(metrics.size())).append('\n');
    for (Report.Row row : rows) {
      page.append("| ").append(row.name().replace("|", "\\|"));
      page.append(" | ").append(row.languages()).append(" | ").append(row.examples());
      page.append(" | ");
      page.append(
          metrics.stream()
              .map(metric -> row.figures().containsKey(metric) ? cell(row, metric) : "–")
              .collect(Collectors.joining(" | ")));
      page.append(" |\n");
    }
  }

  private static String cell(Report.Row row, Metric metric) {
    Figure figure = row.figures().get(metric);
    return number(figure.value()) + figure.interval().map(MarkdownReport::brackets).orElse("");
  }

  private static String brackets(Interval interval) {
    return " [" + number(interval.low()) + ", " + number(interval.high()) + "]";
  }

  /** Two decimals, as papers print. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
