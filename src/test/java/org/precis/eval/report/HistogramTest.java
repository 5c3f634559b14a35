package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void seriesStandSideBySideAndBarsAreAsHighAsTheirShares() {
    Map<String, double[]> series = new LinkedHashMap<>();
    series.put("a & b", new double[] {.25, .75});
    series.put("c", new double[] {0, 0, 1});
    String svg = Histogram.svg(series, "1 < 2");
    assertTrue(svg.contains("<title>1 &lt; 2</title>"), svg);
    assertTrue(svg.contains(">a &amp; b</text>"), svg);
    // The second series' bar for 2: two groups of two bars and a gap to the left, then one bar.
    assertTrue(svg.contains("<rect x=\"94\" y=\"0.0\" width=\"14\" height=\"200.0\""), svg);
    assertTrue(svg.contains("<rect x=\"40\" y=\"50.0\" width=\"14\" height=\"150.0\""), svg);
  }
}
