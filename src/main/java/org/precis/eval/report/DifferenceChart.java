package org.precis.eval.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.precis.eval.HtmlText;

/**
 * By how much a model is better than another in each language, as bars to the right and left of a
 * line, greatest first, then for the groups and overall. In SVG; ACROSS's Figures 5, 8 and 9.
 */
final class DifferenceChart {
  private static final int BAR_HEIGHT = 14;
  private static final int ROW_HEIGHT = 20;
  private static final int LABEL_WIDTH = 120;
  private static final int HALF_WIDTH = 220;
  private static final int VALUE_WIDTH = 60;
  private static final int MIDDLE = LABEL_WIDTH + VALUE_WIDTH + HALF_WIDTH;

  private DifferenceChart() {}

  /** The rows of a chart: languages from the greatest difference to the least, then the means. */
  static List<Report.Row> rows(Metric metric, Comparison comparison) {
    Comparator<Report.Row> byDifference =
        Comparator.comparingDouble(row -> row.figures().get(metric).value());
    return Stream.concat(
            comparison.languages().stream()
                .filter(row -> row.figures().containsKey(metric))
                .sorted(byDifference.reversed()),
            comparison.means().stream().filter(row -> row.figures().containsKey(metric)))
        .toList();
  }

  /**
   * The chart of one metric.
   *
   * @param name of the file whose predictions are compared with others
   */
  static String of(Metric metric, String name, Comparison comparison) {
    List<Report.Row> rows = rows(metric, comparison);
    double largest =
        rows.stream()
            .mapToDouble(row -> Math.abs(row.figures().get(metric).value()))
            .max()
            .orElse(0);
    double scale = largest > 0 ? HALF_WIDTH / largest : 0;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg role=\"img\" width=\"%d\" height=\"%d\">",
        MIDDLE + HALF_WIDTH + VALUE_WIDTH,
        rows.size() * ROW_HEIGHT);
    line(
        svg,
        "<title>%s: %s minus %s</title>",
        HtmlText.escaped(metric.title()),
        HtmlText.escaped(name),
        HtmlText.escaped(comparison.other()));
    for (int i = 0; i < rows.size(); i++) {
      Report.Row row = rows.get(i);
      bar(svg, row.name(), row.figures().get(metric).value(), i * ROW_HEIGHT, scale);
    }
    line(
        svg,
        "<line x1=\"%d\" x2=\"%d\" y1=\"0\" y2=\"%d\" stroke=\"black\"/>",
        MIDDLE,
        MIDDLE,
        rows.size() * ROW_HEIGHT);
    return svg.append("</svg>\n").toString();
  }

  private static void bar(
      StringBuilder svg, String name, double difference, int top, double scale) {
    double width = Math.abs(difference) * scale;
    boolean better = difference >= 0;
    int base = top + BAR_HEIGHT - 2;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABEL_WIDTH,
        base,
        HtmlText.escaped(name));
    line(
        svg,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" style=\"fill:%s\"/>",
        better ? MIDDLE : MIDDLE - width,
        top,
        width,
        BAR_HEIGHT,
        better ? "#2a7" : "#c43");
    line(
        svg,
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%+.2f</text>",
        better ? MIDDLE + width + 4 : MIDDLE - width - 4,
        base,
        better ? "start" : "end",
        difference);
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
