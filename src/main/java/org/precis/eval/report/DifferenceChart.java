package org.precis.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * By how much a model is better than another in each language, as bars to the right and left of a
 * line, greatest first, then for the groups and overall. In SVG; ACROSS's Figures 5, 8 and 9.
 */
public final class DifferenceChart {
  private static final int BAR_HEIGHT = 14;
  private static final int ROW_HEIGHT = 20;
  private static final int LABEL_WIDTH = 120;
  private static final int HALF_WIDTH = 220;
  private static final int VALUE_WIDTH = 60;
  private static final int MIDDLE = LABEL_WIDTH + VALUE_WIDTH + HALF_WIDTH;

  private DifferenceChart() {}

  /**
   * A difference.
   *
   * @param name language tag, name of a group, or of the whole
   * @param value in the metric's units
   */
  public record Difference(String name, double value) {}

  /**
   * Differences of all rows that both reports have a figure for: languages from the greatest
   * difference to the least, then groups, then the whole.
   */
  public static List<Difference> differences(Metric metric, Report report, Report baseline) {
    List<Difference> all =
        new ArrayList<>(
            differences(metric, report.languages(), baseline.languages()).stream()
                .sorted(Comparator.comparingDouble(Difference::value).reversed())
                .toList());
    all.addAll(differences(metric, report.groups(), baseline.groups()));
    all.addAll(differences(metric, List.of(report.overall()), List.of(baseline.overall())));
    return List.copyOf(all);
  }

  private static List<Difference> differences(
      Metric metric, List<Report.Row> rows, List<Report.Row> others) {
    Map<String, Figure> byName = new HashMap<>();
    others.forEach(row -> byName.put(row.name(), row.figures().get(metric)));
    return rows.stream()
        .filter(row -> row.figures().get(metric) != null && byName.get(row.name()) != null)
        .map(
            row ->
                new Difference(
                    row.name(), row.figures().get(metric).value() - byName.get(row.name()).value()))
        .toList();
  }

  /** The chart of one metric. */
  public static String of(Metric metric, Report report, Report baseline) {
    List<Difference> rows = differences(metric, report, baseline);
    double largest = rows.stream().mapToDouble(row -> Math.abs(row.value())).max().orElse(0);
    double scale = largest > 0 ? HALF_WIDTH / largest : 0;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" font-family=\"sans-serif\""
            + " font-size=\"12\" width=\"%d\" height=\"%d\">",
        MIDDLE + HALF_WIDTH + VALUE_WIDTH,
        rows.size() * ROW_HEIGHT);
    line(
        svg,
        "<title>%s: %s minus %s</title>",
        BarChart.escaped(metric.title()),
        BarChart.escaped(report.name()),
        BarChart.escaped(baseline.name()));
    for (int i = 0; i < rows.size(); i++) {
      bar(svg, rows.get(i), i * ROW_HEIGHT, scale);
    }
    line(
        svg,
        "<line x1=\"%d\" x2=\"%d\" y1=\"0\" y2=\"%d\" stroke=\"black\"/>",
        MIDDLE,
        MIDDLE,
        rows.size() * ROW_HEIGHT);
    return svg.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder svg, Difference row, int top, double scale) {
    double width = Math.abs(row.value()) * scale;
    boolean better = row.value() >= 0;
    int base = top + BAR_HEIGHT - 2;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABEL_WIDTH,
        base,
        BarChart.escaped(row.name()));
    line(
        svg,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
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
        row.value());
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
