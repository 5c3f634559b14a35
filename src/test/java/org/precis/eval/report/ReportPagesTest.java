package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.precis.eval.statistics.Interval;

class ReportPagesTest {
  private static final Figure ROUGE =
      new Figure(25.5, Optional.of(new Interval(20, 25.25, 31.004)));
  private static final Figure BLEU = new Figure(12, Optional.empty());

  private static final Report.Row FRENCH =
      new Report.Row("fr", 1, 3, Map.of(Metric.ROUGE_1, ROUGE, Metric.BLEU, BLEU));
  private static final Report.Row HINDI = new Report.Row("hi", 1, 2, Map.of(Metric.BLEU, BLEU));
  private static final Report.Row ALL =
      new Report.Row("overall", 2, 5, Map.of(Metric.ROUGE_1, ROUGE, Metric.BLEU, BLEU));
  private static final Figure HIGHER =
      new Figure(1.5, Optional.of(new Interval(-.2, 1.5, 3.25)), OptionalDouble.of(.0314));
  private static final Report.Row DIFFERENCE =
      new Report.Row("overall", 2, 5, Map.of(Metric.ROUGE_1, HIGHER));
  private static final Report REPORT =
      new Report(
          "<a&b>.jsonl",
          "ROUGE: x",
          List.of(FRENCH, HINDI),
          List.of(),
          ALL,
          List.of(new Comparison("c&d.jsonl", List.of(), List.of(), DIFFERENCE)));

  @Test
  void markdownHasATableByGroupAndOneByLanguage() {
    String page = MarkdownReport.of(REPORT);
    assertTrue(page.contains("| language | languages | examples | ROUGE-1 | BLEU |\n"), page);
    assertTrue(page.contains("| fr | 1 | 3 | 25.50 [20.00, 31.00] | 12.00 |\n"), page);
    assertTrue(page.contains("| hi | 1 | 2 | – | 12.00 |\n"), page);
    assertTrue(page.contains("| overall | 2 | 5 | 25.50 [20.00, 31.00] | 12.00 |\n"), page);
  }

  @Test
  void jsonHasAllDigits() throws Exception {
    JsonNode node = new ObjectMapper().readTree(JsonReport.of(REPORT));
    JsonNode figure = node.at("/languages/0/figures/rouge1");
    assertEquals(31.004, figure.path("high").asDouble());
    assertEquals(25.25, figure.path("mid").asDouble());
    assertFalse(node.at("/languages/1/figures").has("rouge1"));
    assertEquals(5, node.at("/overall/examples").asInt());
  }

  @Test
  void htmlIsEscapedAndLoadsNothing() {
    String page = HtmlReport.of(REPORT);
    assertTrue(page.contains("<title>&lt;a&amp;b&gt;.jsonl</title>"), page);
    assertTrue(page.contains("<td>25.50<small>20.00 to 31.00</small></td>"), page);
    assertTrue(Jsoup.parse(page).select("[src], [href]").isEmpty(), "nothing from elsewhere");
  }

  @Test
  void comparisonsFollowWithTheirIntervalsAndP() throws Exception {
    String markdown = MarkdownReport.of(REPORT);
    assertTrue(markdown.contains("## Above c&d.jsonl\n"), markdown);
    assertTrue(markdown.contains("| overall | 2 | 5 | 1.50 [-0.20, 3.25] p = 0.031 |\n"), markdown);
    String html = HtmlReport.of(REPORT);
    assertTrue(html.contains("<h2>Above c&amp;d.jsonl</h2>"), html);
    assertTrue(
        html.contains("<td>1.50<small>-0.20 to 3.25</small><small>p = 0.031</small></td>"), html);
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(REPORT));
    assertEquals(
        .0314, json.at("/comparisons/0/overall/figures/rouge1/p").asDouble(), "all digits");
  }
}
