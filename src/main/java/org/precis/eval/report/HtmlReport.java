package org.precis.eval.report;

import java.util.List;
import org.precis.eval.HtmlText;

/** A report as one HTML page with charts; it loads nothing from elsewhere. */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>%s</title>
      <style>
      body { font: 14px/1.5 system-ui, sans-serif; margin: 2em; color: #222; }
      table { border-collapse: collapse; margin: 1em 0; }
      th, td { padding: .2em .7em; text-align: right; border-bottom: 1px solid #ddd; }
      th:first-child, td:first-child { text-align: left; }
      td small { color: #777; display: block; }
      figure { margin: 1em 0; max-width: 50em; }
      .wide { overflow-x: auto; }
      </style>
      </head>
      <body>
      <h1>%s</h1>
      <p>%s</p>
      """;

  private HtmlReport() {}

  /** The whole page. */
  public static String of(Report report) {
    String name = HtmlText.escaped(report.name());
    StringBuilder page = new StringBuilder();
    page.append(HEAD.formatted(name, name, HtmlText.escaped(report.settings())));
    page.append("<h2>By group of languages</h2>\n");
    page.append("<p>A group's figure is the mean over its languages.</p>\n");
    table(page, report.metrics(), report.means());
    page.append("<h2>By language</h2>\n");
    table(page, report.metrics(), report.languages());
    page.append("<h2>Charts</h2>\n");
    for (Metric metric : report.metrics()) {
      page.append(Charts.figure(Charts.bars(metric, report.languages())));
    }
    report.comparisons().forEach(comparison -> compare(page, report.name(), comparison));
    page.append(Charts.scripts());
    return page.append("</body>\n</html>\n").toString();
  }

  private static void compare(StringBuilder page, String name, Comparison comparison) {
    page.append("<h2>Above ").append(HtmlText.escaped(comparison.other())).append("</h2>\n");
    page.append("<p>").append(MarkdownReport.DIFFERENCES).append("</p>\n");
    table(page, comparison.metrics(), comparison.means());
    table(page, comparison.metrics(), comparison.languages());
    for (Metric metric : comparison.metrics()) {
      page.append(Charts.figure(Charts.differences(metric, name, comparison)));
    }
  }

  private static void table(StringBuilder page, List<Metric> metrics, List<Report.Row> rows) {
    page.append("<div class=\"wide\"><table>\n<tr><th></th><th>languages</th><th>examples</th>");
    metrics.forEach(
        metric -> page.append("<th>").append(HtmlText.escaped(metric.title())).append("</th>"));
    page.append("</tr>\n");
    for (Report.Row row : rows) {
      page.append("<tr><td>").append(HtmlText.escaped(row.name())).append("</td><td>");
      page.append(row.languages()).append("</td><td>").append(row.examples()).append("</td>");
      metrics.forEach(metric -> page.append("<td>").append(cell(row, metric)).append("</td>"));
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  private static String cell(Report.Row row, Metric metric) {
    Figure figure = row.figures().get(metric);
    if (figure == null) {
      return "–";
    }
    StringBuilder cell = new StringBuilder(MarkdownReport.number(figure.value()));
    figure
        .interval()
        .ifPresent(
            i ->
                small(
                    cell, MarkdownReport.number(i.low()), " to ", MarkdownReport.number(i.high())));
    figure.p().ifPresent(p -> small(cell, MarkdownReport.p(p)));
    return cell.toString();
  }

  private static void small(StringBuilder cell, String... text) {
    cell.append("<small>").append(String.join("", text)).append("</small>");
  }
}
