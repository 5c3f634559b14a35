package org.precis.eval.report;

import java.util.List;
import java.util.Locale;
import org.precis.eval.HtmlText;
import org.precis.eval.statistics.Interval;

/**
 * A figure of each row as horizontal bars with their intervals, in SVG. Charting libraries would
 * need AWT's fonts, which a server's Java lacks, or are under the LGPL.
 */
final class BarChart {
  private static final int BAR_HEIGHT = 14;
  private static final int ROW_HEIGHT = 20;
  private static final int LABEL_WIDTH = 110;
  private static final int BAR_WIDTH = 420;
  private static final int VALUE_WIDTH = 60;

  private BarChart() {}

  /** The chart of one metric; rows without it are left out. */
  static String of(Metric metric, List<Report.Row> rows) {
    List<Report.Row> shown =
        rows.stream().filter(row -> row.figures().containsKey(metric)).toList();
    double largest = shown.stream().mapToDouble(row -> end(row, metric)).max().orElse(0);
    double scale = largest > 0 ? BAR_WIDTH / largest : 0;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg role=\"img\" aria-label=\"%s\" width=\"%d\" height=\"%d\">",
        HtmlText.escaped(metric.title()),
        LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH,
        shown.size() * ROW_HEIGHT);
    for (int i = 0; i < shown.size(); i++) {
      bar(svg, shown.get(i), metric, i * ROW_HEIGHT, scale);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder svg, Report.Row row, Metric metric, int top, double scale) {
    Figure figure = row.figures().get(metric);
    int base = top + BAR_HEIGHT - 2;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABEL_WIDTH - 6,
        base,
        HtmlText.escaped(row.name()));
    line(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        LABEL_WIDTH,
        top,
        Math.max(figure.value() * scale, 0),
        BAR_HEIGHT);
    figure.interval().ifPresent(interval -> whisker(svg, interval, top + BAR_HEIGHT / 2, scale));
    line(
        svg,
        "<text x=\"%.1f\" y=\"%d\">%s</text>",
        LABEL_WIDTH + end(row, metric) * scale + 6,
        base,
        MarkdownReport.number(figure.value()));
  }

  private static void whisker(StringBuilder svg, Interval interval, int middle, double scale) {
    line(
        svg,
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
        LABEL_WIDTH + interval.low() * scale,
        LABEL_WIDTH + interval.high() * scale,
        middle,
        middle);
  }

  /** Where a bar or its interval ends, in the metric's units. */
  private static double end(Report.Row row, Metric metric) {
    Figure figure = row.figures().get(metric);
    double high = figure.interval().map(Interval::high).orElse(figure.value());
    return Math.max(Math.max(high, figure.value()), 0);
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
