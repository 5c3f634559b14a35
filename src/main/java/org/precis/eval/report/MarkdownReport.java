package org.precis.eval.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.precis.eval.statistics.Interval;

/** A report as Markdown: a table by language and one by group, intervals in brackets. */
public final class MarkdownReport {
  /** What the numbers of a comparison are. */
  static final String DIFFERENCES =
      "Differences, with intervals of a paired bootstrap over examples and its one-sided p that the"
          + " figure is not higher.";

  private MarkdownReport() {}

  /** The whole page. */
  public static String of(Report report) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(report.name()).append("\n\n").append(report.settings()).append("\n");
    page.append("\n## By group of languages\n\n");
    table(page, "group", report.metrics(), report.means());
    page.append("\nA group's figure is the mean over its languages, and so is the overall one.\n");
    page.append("\n## By language\n\n");
    table(page, "language", report.metrics(), report.languages());
    report.comparisons().forEach(comparison -> compare(page, comparison));
    return page.toString();
  }

  private static void compare(StringBuilder page, Comparison comparison) {
    page.append("\n## Above ").append(comparison.other()).append("\n\n");
    page.append(DIFFERENCES).append("\n\n");
    table(page, "group", comparison.metrics(), comparison.means());
    page.append('\n');
    table(page, "language", comparison.metrics(), comparison.languages());
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
    return number(figure.value())
        + figure.interval().map(MarkdownReport::brackets).orElse("")
        + (figure.p().isPresent() ? " " + p(figure.p().getAsDouble()) : "");
  }

  private static String brackets(Interval interval) {
    return " [" + number(interval.low()) + ", " + number(interval.high()) + "]";
  }

  static String p(double p) {
    return String.format(Locale.ROOT, "p = %.3f", p);
  }

  /** Two decimals, as papers print. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
