package org.precis.summarize.section;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.precis.text.Document;
import org.precis.text.OffsetMap;
import org.precis.text.Section;
import org.precis.text.Span;

/** Which sections a summary consists of, and of how many sentences each. */
class SectionPlannerTest {
  private static Document document(String... headingsAndTexts) {
    StringBuilder body = new StringBuilder();
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < headingsAndTexts.length; i += 2) {
      body.append(headingsAndTexts[i]).append("\n\n");
      String text = headingsAndTexts[i + 1];
      OffsetMap place = OffsetMap.contiguous(body.length(), text.length());
      sections.add(new Section(headingsAndTexts[i], 1, text, place));
      body.append(text).append("\n\n");
    }
    return new Document("d", "", "en", body.toString(), sections);
  }

  private static SectionCounter knows(double... counts) {
    return new SectionCounter() {
      @Override
      public double[] counts(Document document, int sentences) {
        return counts;
      }

      @Override
      public String identity() {
        return "known";
      }
    };
  }

  private static List<String> plan(SectionCounter counter) {
    Document document = document("A", "One.", "B", "Two.", "C", "Three.", "D", "Four.");
    return new SectionPlanner(counter, 10)
        .plan(document, 4, "").sections().stream()
            .map(section -> section.section().heading() + section.sentences())
            .toList();
  }

  @Test
  void countsAreRoundedHalfUpAndZerosLeftOut() {
    assertEquals(List.of("A1", "B3", "D2"), plan(knows(0.5, 2.5, 0.49, 1.7)));
  }

  @Test
  void whereNothingIsSelectedTheMostDeservingSectionSpeaks() {
    assertEquals(List.of("B1"), plan(knows(0.1, 0.4, 0.4, 0)));
    assertEquals(List.of("A1"), plan(knows(0, 0, 0, 0)));
  }

  @Test
  void dividedCountsRoundToTheirTotal() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 500; round++) {
      double[] weights = random.doubles(1 + random.nextInt(40)).map(w -> w < 0.2 ? 0 : w).toArray();
      weights[0] = 1;
      if (round % 3 == 0) {
        Arrays.fill(weights, 1);
      }
      int total = 1 + random.nextInt(30);
      double[] counts = Apportionment.of(weights, total);
      assertEquals(total, Arrays.stream(SectionPlanner.numbers(counts)).sum());
      for (int i = 0; i < weights.length; i++) {
        assertTrue(weights[i] > 0 || counts[i] == 0);
        for (int j = 0; j < weights.length; j++) {
          assertTrue(weights[i] < weights[j] || Math.round(counts[i]) + 1 >= Math.round(counts[j]));
        }
      }
    }
    assertArrayEquals(new double[] {0, 0}, Apportionment.of(new double[] {0, 0}, 3));
  }

  @Test
  void endsWeighDoubleAndBackMatterNothing() {
    String text = "The same text in all sections. ".repeat(10);
    Document report = document("A", text, "B", text, "C", text, "References", text, "D", " ");
    double[] counts = new ShapeCounter().counts(report, 5);
    assertArrayEquals(new int[] {2, 1, 2, 0, 0}, SectionPlanner.numbers(counts));
    assertEquals(0, counts[3]);
    assertEquals(0, counts[4]);
  }

  @Test
  void mergedSectionsKeepTheirTextAndTheWayBack() {
    Document document = document("A", "One.", "B", "", "C", "Three.", "D", "Four.", "E", "Five.");
    SectionRuns runs = SectionRuns.of(document, 2);
    assertEquals(List.of(0, 2), runs.first());
    assertEquals(List.of(2, 3), runs.merged());
    Section last = runs.document().sections().get(1);
    assertEquals("Three.\n\nD\n\nFour.\n\nE\n\nFive.", last.text());
    assertEquals("One.\n\nB", runs.document().sections().get(0).text());
    int start = last.text().indexOf("Four.");
    Span place = last.offsets().toSource(new Span(start, start + 5));
    assertEquals("Four.", document.body().substring(place.start(), place.end()));
    Span whole = last.offsets().toSource(new Span(0, last.text().length()));
    assertEquals(
        "Three.\n\nD\n\nFour.\n\nE\n\nFive.",
        document.body().substring(whole.start(), whole.end()));
    assertEquals(document, SectionRuns.of(document, 5).document());
  }

  @Test
  void aSharedTrigramBlocksAndShortSentencesNever() {
    TrigramBlocking blocking = new TrigramBlocking();
    assertTrue(blocking.keeps("The cat sat on the mat"));
    assertFalse(blocking.keeps("a Cat, sat on it"));
    assertTrue(blocking.keeps("cat sat mats on"));
    assertTrue(blocking.keeps("The cat"));
    assertTrue(blocking.keeps("The cat"));
    assertTrue(blocking.keeps("港の町で新しい橋が開通した。"));
    assertFalse(blocking.keeps("月曜日に新しい橋が開通した。"));
  }
}
