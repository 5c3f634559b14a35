package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceChartTest {
  private static final Comparison COMPARISON =
      new Comparison(
          "old <1>",
          List.of(row("am", 1), row("fr", 2.5), row("zh", -.5), row("ha")),
          List.of(row("low", .75)),
          row("overall", 1));

  @Test
  void languagesComeFromTheGreatestDifferenceToTheLeast() {
    List<Report.Row> rows = DifferenceChart.rows(Metric.ROUGE_2, COMPARISON);
    assertEquals(
        List.of("fr", "am", "zh", "low", "overall"), rows.stream().map(Report.Row::name).toList());
    assertTrue(DifferenceChart.rows(Metric.BLEU, COMPARISON).isEmpty());
  }

  @Test
  void betterLiesRightAndWorseLeftOfTheLine() {
    String svg = DifferenceChart.of(Metric.ROUGE_2, "new", COMPARISON);
    assertTrue(svg.contains("<title>ROUGE-2: new minus old &lt;1&gt;</title>"), svg);
    assertTrue(svg.contains("<rect x=\"400.0\" y=\"0\" width=\"220.0\""), svg);
    assertTrue(svg.contains("<rect x=\"356.0\" y=\"40\" width=\"44.0\""), svg);
    assertTrue(svg.contains(">-0.50</text>"), svg);
  }

  private static Report.Row row(String name, double value) {
    return new Report.Row(name, 1, 1, Map.of(Metric.ROUGE_2, new Figure(value, Optional.empty())));
  }

  private static Report.Row row(String name) {
    return new Report.Row(name, 1, 1, Map.of());
  }
}
