package org.precis.eval.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.precis.eval.HtmlText;
import org.precis.eval.statistics.Interval;

/**
 * Charts for pages, drawn by Apache ECharts in the reader's browser. A chart here is what ECharts
 * calls an option, as JSON. Stateless.
 */
public final class Charts {
  /** Of the library's web jar; its version is that of the dependency. */
  private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private static final String DRAWING = "charts.js";
  private static final String BETTER = "#2a7";
  private static final String WORSE = "#c43";
  private static final int ROW_HEIGHT = 22;
  private static final int TITLE_HEIGHT = 56;
  private static final int AXIS_HEIGHT = 30;
  private static final int LABEL_WIDTH = 200;
  private static final int LEAST_HEIGHT = 220;
  private static final int HISTOGRAM_HEIGHT = 320;

  private Charts() {}

  /**
   * A chart.
   *
   * @param option for ECharts
   * @param height in pixels
   */
  public record Chart(ObjectNode option, int height) {}

  /**
   * A figure of each row as horizontal bars with their intervals, the first one on top; rows
   * without it are left out.
   */
  static Chart bars(Metric metric, List<Report.Row> rows) {
    List<Report.Row> shown =
        rows.stream().filter(row -> row.figures().containsKey(metric)).toList();
    ObjectNode option = option(metric.title());
    names(option.putObject("yAxis"), shown.stream().map(Report.Row::name).toList())
        .put("inverse", true);
    option.putObject("xAxis").put("type", "value");
    ArrayNode series = option.putArray("series");
    ArrayNode figures = bar(series);
    ObjectNode lines = series.addObject().put("type", "custom").put("z", 3);
    // Both ends are of the x axis, so that it is long enough for them.
    lines.putObject("encode").put("y", 2).putArray("x").add(0).add(1);
    ArrayNode intervals = lines.putArray("data");
    for (int i = 0; i < shown.size(); i++) {
      Figure figure = shown.get(i).figures().get(metric);
      figures.add(figure.value());
      Optional<Interval> interval = figure.interval();
      if (interval.isPresent()) {
        intervals.addArray().add(interval.get().low()).add(interval.get().high()).add(i);
      }
    }
    return withRows(option, shown.size());
  }

  /**
   * By how much a model is better than another in each language, as bars to the right and left of
   * 0, greatest first, then for the groups and overall; ACROSS's Figures 5, 8 and 9.
   *
   * @param name of the file whose predictions are compared with others
   */
  static Chart differences(Metric metric, String name, Comparison comparison) {
    Comparator<Report.Row> byDifference =
        Comparator.comparingDouble(row -> row.figures().get(metric).value());
    List<Report.Row> rows =
        Stream.concat(
                comparison.languages().stream()
                    .filter(row -> row.figures().containsKey(metric))
                    .sorted(byDifference.reversed()),
                comparison.means().stream().filter(row -> row.figures().containsKey(metric)))
            .toList();
    ObjectNode option =
        option("%s: %s minus %s".formatted(metric.title(), name, comparison.other()));
    names(option.putObject("yAxis"), rows.stream().map(Report.Row::name).toList())
        .put("inverse", true)
        .putObject("axisLine")
        .put("onZero", false);
    option.putObject("xAxis").put("type", "value");
    ArrayNode figures = bar(option.putArray("series"));
    for (Report.Row row : rows) {
      double value = row.figures().get(metric).value();
      ObjectNode one = figures.addObject().put("value", value);
      one.putObject("itemStyle").put("color", value >= 0 ? BETTER : WORSE);
    }
    return withRows(option, rows.size());
  }

  /**
   * Shares of several series by whole numbers from 0, as upright bars side by side.
   *
   * @param series shares by number, each at most 1; drawn in the map's order
   */
  public static Chart histogram(String title, Map<String, double[]> series) {
    int numbers = series.values().stream().mapToInt(shares -> shares.length).max().orElse(0);
    ObjectNode option = option(title);
    option.putObject("legend").put("bottom", 0);
    names(
        option.putObject("xAxis"), IntStream.range(0, numbers).mapToObj(String::valueOf).toList());
    option.putObject("yAxis").put("type", "value");
    ArrayNode all = option.putArray("series");
    series.forEach(
        (name, shares) -> {
          ArrayNode data = all.addObject().put("type", "bar").put("name", name).putArray("data");
          for (double share : shares) {
            data.add(share);
          }
        });
    return new Chart(option, HISTOGRAM_HEIGHT);
  }

  /**
   * A matrix: dark for its least value and bright for its greatest; one that is not finite stays
   * empty.
   *
   * @param values by row and column; at least one
   * @param rows names of the rows, the first one on top
   * @param columns names of the columns
   */
  public static Chart heatMap(
      String title, double[][] values, List<String> rows, List<String> columns) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    ObjectNode option = option(title);
    ObjectNode down = names(option.putObject("yAxis"), rows).put("inverse", true);
    down.putObject("axisLabel").put("width", LABEL_WIDTH).put("overflow", "truncate");
    names(option.putObject("xAxis"), columns).put("position", "top");
    ArrayNode data = option.putArray("series").addObject().put("type", "heatmap").putArray("data");
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        ArrayNode cell = data.addArray().add(j).add(i);
        if (Double.isFinite(values[i][j])) {
          cell.add(values[i][j]);
          least = Math.min(least, values[i][j]);
          most = Math.max(most, values[i][j]);
        } else {
          cell.add("-");
        }
      }
    }
    ObjectNode scale = option.putObject("visualMap").put("min", least).put("max", most);
    scale.put("calculable", true).put("precision", 3).put("right", 0).put("top", "middle");
    scale.putObject("inRange").putArray("color").add("#1b1464").add("#2a9d8f").add("#fde725");
    return withRows(option, rows.size());
  }

  private static ObjectNode option(String title) {
    ObjectNode option = JsonNodeFactory.instance.objectNode();
    option.put("animation", false);
    option.putObject("title").put("text", title).putObject("textStyle").put("fontSize", 14);
    option.putObject("tooltip");
    option.putObject("aria").put("enabled", true);
    ObjectNode grid = option.putObject("grid").put("left", 8).put("right", 90);
    grid.put("top", TITLE_HEIGHT).put("bottom", AXIS_HEIGHT).put("containLabel", true);
    return option;
  }

  private static Chart withRows(ObjectNode option, int rows) {
    int height = rows * ROW_HEIGHT + TITLE_HEIGHT + 2 * AXIS_HEIGHT;
    return new Chart(option, Math.max(height, LEAST_HEIGHT));
  }

  private static ObjectNode names(ObjectNode axis, List<String> names) {
    names.forEach(axis.put("type", "category").putArray("data")::add);
    return axis;
  }

  private static ArrayNode bar(ArrayNode series) {
    ObjectNode bar = series.addObject().put("type", "bar").put("color", "#6c9bd2");
    return bar.putArray("data");
  }

  /** A chart's place in a page that ends with {@link #scripts()}. */
  static String figure(Chart chart) {
    // "<" could end the element; in JSON it occurs inside strings only.
    return "<figure style=\"height:%dpx\"><script type=\"application/json\">%s</script></figure>\n"
        .formatted(chart.height(), chart.option().toString().replace("<", "\\u003c"));
  }

  /** What draws the charts of a page; it loads nothing from elsewhere. */
  static String scripts() {
    return "<script>%s</script>\n<script>\n%s</script>\n"
        .formatted(resource(LIBRARY), resource(DRAWING));
  }

  /** A page with one chart. */
  public static String page(String title, Chart chart) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        %s%s</body>
        </html>
        """
        .formatted(HtmlText.escaped(title), figure(chart), scripts());
  }

  private static String resource(String name) {
    try (InputStream in = Charts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
