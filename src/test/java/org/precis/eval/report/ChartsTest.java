package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.precis.eval.statistics.Interval;

class ChartsTest {
  private static final Comparison COMPARISON =
      new Comparison(
          "old <1>",
          List.of(row("am", 1), row("fr", 2.5), row("zh", -.5), row("ha")),
          List.of(row("low", .75)),
          row("overall", 1));

  @Test
  void barsHaveTheirIntervalsAndRowsWithoutAFigureAreLeftOut() {
    Figure sure = new Figure(30, Optional.of(new Interval(25, 31, 36)));
    Report.Row am = new Report.Row("am", 1, 1, Map.of(Metric.ROUGE_2, sure));
    JsonNode option = Charts.bars(Metric.ROUGE_2, List.of(row("fr", 20), row("ha"), am)).option();
    assertEquals("[\"fr\",\"am\"]", option.at("/yAxis/data").toString());
    assertEquals("[20.0,30.0]", option.at("/series/0/data").toString());
    assertEquals("[[25.0,36.0,1]]", option.at("/series/1/data").toString());
    assertEquals("{\"y\":2,\"x\":[0,1]}", option.at("/series/1/encode").toString());
  }

  @Test
  void differencesComeFromTheGreatestToTheLeastThenTheMeans() {
    JsonNode option = Charts.differences(Metric.ROUGE_2, "new", COMPARISON).option();
    assertEquals("ROUGE-2: new minus old <1>", option.at("/title/text").asText());
    assertEquals("[\"fr\",\"am\",\"zh\",\"low\",\"overall\"]", option.at("/yAxis/data").toString());
    assertEquals(-.5, option.at("/series/0/data/2/value").asDouble());
    String better = option.at("/series/0/data/0/itemStyle/color").asText();
    assertEquals(better, option.at("/series/0/data/4/itemStyle/color").asText());
    assertFalse(better.equals(option.at("/series/0/data/2/itemStyle/color").asText()));
  }

  @Test
  void seriesOfAHistogramMayBeOfUnequalLength() {
    Map<String, double[]> series = new LinkedHashMap<>();
    series.put("a", new double[] {.25, .75});
    series.put("b", new double[] {0, 0, 1});
    JsonNode option = Charts.histogram("shares", series).option();
    assertEquals("[\"0\",\"1\",\"2\"]", option.at("/xAxis/data").toString());
    assertEquals("b", option.at("/series/1/name").asText());
    assertEquals("[0.25,0.75]", option.at("/series/0/data").toString());
  }

  @Test
  void aMapHasColumnsAlongAndRowsDown() {
    double[][] values = {{1, 2, Double.NaN}, {4, 5, 9}};
    JsonNode option =
        Charts.heatMap("plan", values, List.of("r", "s"), List.of("x", "y", "z")).option();
    assertEquals("[2,0,\"-\"]", option.at("/series/0/data/2").toString());
    assertEquals("[2,1,9.0]", option.at("/series/0/data/5").toString());
    assertEquals("[\"x\",\"y\",\"z\"]", option.at("/xAxis/data").toString());
    assertEquals(1, option.at("/visualMap/min").asDouble());
    assertEquals(9, option.at("/visualMap/max").asDouble());
  }

  @Test
  void aPageHoldsItsChartAndWhatDrawsIt() {
    String title = "</script><b>&";
    Document page =
        Jsoup.parse(Charts.page(title, Charts.histogram(title, Map.of("a", new double[] {1}))));
    assertEquals(title, page.title());
    assertEquals(1, page.select("figure > script[type=application/json]").size());
    assertTrue(page.select("b").isEmpty(), "a title ends no element");
    assertTrue(page.select("body > script").get(0).data().contains("echarts"));
    assertTrue(page.select("[src], [href]").isEmpty(), "nothing from elsewhere");
  }

  private static Report.Row row(String name, double value) {
    return new Report.Row(name, 1, 1, Map.of(Metric.ROUGE_2, new Figure(value, Optional.empty())));
  }

  private static Report.Row row(String name) {
    return new Report.Row(name, 1, 1, Map.of());
  }
}
