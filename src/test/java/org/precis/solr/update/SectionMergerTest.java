package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SectionMergerTest {
  /** Sections "H0", "H1", … of ten characters each, with a gap of two. */
  private static List<PlacedSection> sections(int count) {
    List<PlacedSection> sections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sections.add(
          new PlacedSection(i, "H" + i, 1 + i % 3, "text " + i, 0, 12 * i, 12 * i + 10, 1));
    }
    return sections;
  }

  @Test
  void fewSectionsAreLeftAlone() {
    List<PlacedSection> sections = sections(5);
    assertSame(sections, SectionMerger.merge(sections, 5));
    assertEquals(List.of(), SectionMerger.merge(List.of(), 1));
  }

  @Test
  void allTextIsKeptInOrderWhateverTheLimit() {
    for (int count = 1; count < 40; count++) {
      for (int max = 1; max <= count; max++) {
        List<PlacedSection> merged = SectionMerger.merge(sections(count), max);
        assertEquals(max, merged.size());
        String expected =
            sections(count).stream()
                .map(s -> s.heading() + "\n\n" + s.text())
                .collect(Collectors.joining("\n\n"));
        assertEquals(
            expected,
            merged.stream()
                .map(s -> s.heading() + "\n\n" + s.text())
                .collect(Collectors.joining("\n\n")));
        assertEquals(count, merged.stream().mapToInt(PlacedSection::merged).sum());
        int least = merged.stream().mapToInt(PlacedSection::merged).min().orElseThrow();
        int most = merged.stream().mapToInt(PlacedSection::merged).max().orElseThrow();
        assertTrue(most - least <= 1, () -> merged.toString());
      }
    }
  }

  @Test
  void aMergedSectionHasItsFirstOnesNameAndReachesToItsLast() {
    assertEquals(
        new PlacedSection(2, "H2", 1, "text 2\n\nH3\n\ntext 3", 0, 24, 46, 2),
        SectionMerger.merge(sections(4), 2).get(1));
  }

  @Test
  void aPlaceEndsWithItsValueOfTheBody() {
    PlacedSection first = new PlacedSection(0, "", 0, "one", 0, 5, 8, 1);
    PlacedSection second = new PlacedSection(1, "", 0, "two", 1, 0, 3, 1);
    assertEquals(
        List.of(new PlacedSection(0, "", 0, "one\n\ntwo", 0, 5, 8, 2)),
        SectionMerger.merge(List.of(first, second), 1));
  }

  @Test
  void aHeadingWithoutTextAddsNoEmptyParagraph() {
    PlacedSection first = new PlacedSection(0, "Part", 1, "", 0, 0, 0, 1);
    PlacedSection second = new PlacedSection(1, "", 0, "two", 0, 9, 12, 1);
    assertEquals(
        List.of(new PlacedSection(0, "Part", 0, "two", 0, 0, 12, 2)),
        SectionMerger.merge(List.of(first, second), 1));
  }
}
