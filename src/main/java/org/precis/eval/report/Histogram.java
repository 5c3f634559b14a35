package org.precis.eval.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.precis.eval.HtmlText;

/** Shares of several series by whole numbers from 0, as upright bars side by side, in SVG. */
public final class Histogram {
  private static final List<String> COLOURS = List.of("#357", "#2a7", "#c43");
  private static final int BAR = 14;
  private static final int GAP = 12;
  private static final int HEIGHT = 200;
  private static final int LINE = 18;

  private Histogram() {}

  /**
   * The picture.
   *
   * @param series shares by number, each at most 1; up to three, drawn in the map's order
   * @param title what it shows, plain text
   */
  public static String svg(Map<String, double[]> series, String title) {
    int numbers = series.values().stream().mapToInt(shares -> shares.length).max().orElse(0);
    int group = series.size() * BAR + GAP;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\">",
        Math.max(numbers * group, HEIGHT),
        HEIGHT + LINE * (series.size() + 1));
    line(svg, "<title>%s</title>", HtmlText.escaped(title));
    int drawn = 0;
    for (Map.Entry<String, double[]> one : series.entrySet()) {
      String colour = COLOURS.get(drawn);
      bars(svg, one.getValue(), drawn * BAR, group, colour);
      line(
          svg,
          "<text x=\"0\" y=\"%d\" fill=\"%s\">%s</text>",
          HEIGHT + LINE * (drawn + 2) - 4,
          colour,
          HtmlText.escaped(one.getKey()));
      drawn++;
    }
    for (int number = 0; number < numbers; number++) {
      line(svg, "<text x=\"%d\" y=\"%d\">%d</text>", number * group, HEIGHT + LINE - 4, number);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void bars(StringBuilder svg, double[] shares, int left, int group, String colour) {
    for (int number = 0; number < shares.length; number++) {
      line(
          svg,
          "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>",
          number * group + left,
          HEIGHT * (1 - shares[number]),
          BAR,
          HEIGHT * shares[number],
          colour);
    }
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
