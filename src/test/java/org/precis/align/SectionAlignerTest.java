package org.precis.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.precis.align.RougeAligner.Reading;
import org.precis.eval.Reference;
import org.precis.eval.rouge.GoogleTokenizer;

class SectionAlignerTest {
  private static final List<List<String>> SECTIONS =
      List.of(
          List.of("The dam broke in May.", "Two villages were flooded."),
          List.of("Repairs cost nine million.", "They took a year."),
          List.of());

  @TestFactory
  Stream<DynamicTest> bothReadingsOfDancerAreThoseOfTheReference() {
    return Reference.items(Reference.file("/parity/align/align.json").path("documents"))
        .flatMap(
            document ->
                Stream.of("precision", "recall", "precision-stemmed", "recall-stemmed")
                    .map(kind -> DynamicTest.dynamicTest(kind, () -> check(document, kind))));
  }

  private static void check(JsonNode document, String kind) {
    Reading reading = kind.startsWith("precision") ? Reading.PRECISION : Reading.RECALL;
    RougeAligner aligner = new RougeAligner(reading, kind.endsWith("stemmed"));
    List<List<String>> sections =
        Reference.items(document.path("sections")).map(Reference::strings).toList();
    List<String> summary = Reference.strings(document.path("summary"));
    JsonNode expected = document.path(kind);
    double[][] scores = aligner.scores(sections, summary);
    double[][] expectedScores = Reference.matrix(expected.path("best_score_per_section"));
    for (int j = 0; j < summary.size(); j++) {
      for (int i = 0; i < sections.size(); i++) {
        assertEquals(expectedScores[j][i], scores[i][j], 1e-12);
      }
    }
    SectionAlignment found = aligner.align(sections, summary);
    assertEquals(
        SectionAlignment.of(Reference.ints(expected.path("section")), sections.size()), found);
    assertArrayEquals(Reference.ints(expected.path("counts")), found.counts());
    assertEquals(
        Reference.items(expected.path("targets")).map(Reference::strings).toList(),
        found.targets(summary));
  }

  /** LCS is "the model on large data": 5 of 8 words on both sides. */
  @Test
  void theExampleOfThePaperHolds() {
    double[][] scores =
        new RougeAligner(Reading.PRECISION, false)
            .scores(
                List.of(List.of("we train the model on large data sets")),
                List.of("The model is trained on very large data"));
    assertEquals(.625, scores[0][0], 1e-12);
  }

  /** The sentence merges the two of section 1, while section 0 has the best single one. */
  @Test
  void greedyAlignmentSeesMergedSentences() {
    List<List<String>> sections = List.of(List.of("a x c y d z e"), List.of("a b c", "d e f"));
    List<String> summary = List.of("a b c d e f");
    SectionAligner greedy = new GreedyAligner(new GoogleTokenizer(false));
    SectionAligner single = new RougeAligner(Reading.RECALL, false);
    assertEquals(List.of(0), single.align(sections, summary).sections());
    assertEquals(List.of(1), greedy.align(sections, summary).sections());
    assertEquals(List.of(0), greedy.align(sections, List.of("nothing shared")).sections());
  }

  @Test
  void theCheapestSectionWins() {
    double[][] costs = {{.2, .9, .5}, {.8, .3, .5}, {.9, .85, .95}};
    SectionAligner simple = new SimpleAligner((sections, summary) -> costs);
    List<String> summary = List.of("a", "b", "c");
    assertEquals(List.of(0, 1, 0), simple.align(SECTIONS, summary).sections());
  }

  /** Costs alone would give sentence 2 to section 1; the counts pull it to section 0. */
  @Test
  void transportWeighsCountsAgainstCosts() {
    double[][] costs = {{.20, .90, .60, .50}, {.80, .30, .55, .50}, {.90, .85, .65, .95}};
    List<String> summary = List.of("a", "b", "c", "d");
    assertEquals(List.of(0, 1, 1, 0), SimpleAligner.cheapest(costs).sections());
    SectionAligner aligner =
        new TransportAligner(
            (sections, sentences) -> costs,
            sections -> new double[] {1.5, 1, .25},
            new TransportSettings(.05, 5, false, 1e-9, 2000));
    assertEquals(List.of(0, 1, 0, 0), aligner.align(SECTIONS, summary).sections());
    assertEquals(List.of(), aligner.align(SECTIONS, List.of()).sections());
  }

  @Test
  void rescaledCostsDoNotDependOnTheirUnit() {
    double[][] costs = {{.2, .9}, {.8, .3}};
    double[][] larger = {{2, 9}, {8, 3}};
    double[] counts = {1, 1};
    TransportPlan one = TransportAligner.plan(costs, counts, TransportSettings.DEFAULT);
    TransportPlan other = TransportAligner.plan(larger, counts, TransportSettings.DEFAULT);
    assertArrayEquals(one.plan()[0], other.plan()[0], 1e-9);
  }

  @Test
  void precisionIsTheShareOfRightSections() {
    SectionAlignment gold = SectionAlignment.of(new int[] {0, 1, 1, 2}, 3);
    SectionAlignment found = SectionAlignment.of(new int[] {0, 1, 2, 2}, 3);
    assertEquals(.75, found.precision(gold));
  }

  @Test
  void badAlignmentsAreRefusedWithTheRule() {
    IllegalArgumentException section =
        assertThrows(IllegalArgumentException.class, () -> SectionAlignment.of(new int[] {3}, 3));
    assertEquals("sections are numbered from 0 to 2, got 3", section.getMessage());
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RougeAligner(Reading.RECALL, false).align(List.of(), List.of("a")));
    assertEquals("a document needs at least one section, got 0", none.getMessage());
  }
}
