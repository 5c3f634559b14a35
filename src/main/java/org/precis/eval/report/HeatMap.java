package org.precis.eval.report;

import java.util.Arrays;
import java.util.Locale;

/** A matrix as an SVG picture: dark for its least value and bright for its greatest. Stateless. */
public final class HeatMap {
  private HeatMap() {}

  /**
   * The picture.
   *
   * @param values by row and column; at least one
   * @param cell width and height of a value in pixels
   * @param title what it shows, plain text
   */
  public static String svg(double[][] values, int cell, String title) {
    double least = Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElseThrow();
    double most = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElseThrow();
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\">",
        values[0].length * cell,
        values.length * cell);
    line(svg, "<title>%s</title>", title.replace("&", "&amp;").replace("<", "&lt;"));
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        double brightness = most > least ? (values[i][j] - least) / (most - least) : 0;
        line(
            svg,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"hsl(%.0f,80%%,%.0f%%)\"/>",
            j * cell,
            i * cell,
            cell,
            cell,
            260 - 200 * brightness,
            15 + 60 * brightness);
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
