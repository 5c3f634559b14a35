package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceChartTest {
  private static final Report NEW =
      report("new", row("am", 5), row("fr", 9), row("zh", 3), row("ha", 4));
  private static final Report OLD = report("old <1>", row("am", 4), row("fr", 6.5), row("zh", 3.5));

  @Test
  void languagesComeFromTheGreatestDifferenceToTheLeast() {
    List<DifferenceChart.Difference> rows = DifferenceChart.differences(Metric.ROUGE_2, NEW, OLD);
    assertEquals(
        List.of("fr", "am", "zh", "low", "all"),
        rows.stream().map(DifferenceChart.Difference::name).toList());
    assertEquals(2.5, rows.get(0).value(), 1e-9);
    assertEquals(-0.5, rows.get(2).value(), 1e-9);
    assertTrue(DifferenceChart.differences(Metric.BLEU, NEW, OLD).isEmpty());
  }

  @Test
  void betterLiesRightAndWorseLeftOfTheLine() {
    String svg = DifferenceChart.of(Metric.ROUGE_2, NEW, OLD);
    assertTrue(svg.contains("<title>ROUGE-2: new minus old &lt;1&gt;</title>"), svg);
    assertTrue(svg.contains("<rect x=\"400.0\" y=\"0\" width=\"220.0\""), svg);
    assertTrue(svg.contains("<rect x=\"356.0\" y=\"40\" width=\"44.0\""), svg);
    assertTrue(svg.contains(">-0.50</text>"), svg);
  }

  private static Report report(String name, Report.Row... languages) {
    return new Report(
        name, "", List.of(languages), List.of(row("low", 1)), row("all", languages.length));
  }

  private static Report.Row row(String name, double value) {
    return new Report.Row(name, 1, 1, Map.of(Metric.ROUGE_2, new Figure(value, Optional.empty())));
  }
}
