package org.precis.solr.update;

import java.util.ArrayList;
import java.util.List;

/** Puts neighbouring sections together until there are few enough. Stateless. */
final class SectionMerger {
  private static final String PARAGRAPH = "\n\n";

  private SectionMerger() {}

  /**
   * The same text in at most {@code max} sections: runs of neighbours, as even in number as they
   * can be.
   */
  static List<PlacedSection> merge(List<PlacedSection> sections, int max) {
    int count = sections.size();
    if (count <= max) {
      return sections;
    }
    List<PlacedSection> merged = new ArrayList<>(max);
    for (int i = 0; i < max; i++) {
      int from = (int) ((long) i * count / max);
      int to = (int) ((long) (i + 1) * count / max);
      merged.add(together(sections.subList(from, to)));
    }
    return merged;
  }

  private static PlacedSection together(List<PlacedSection> run) {
    PlacedSection first = run.get(0);
    StringBuilder text = new StringBuilder(first.text());
    int level = first.level();
    int end = first.end();
    for (PlacedSection next : run.subList(1, run.size())) {
      append(text, next.heading());
      append(text, next.text());
      level = Math.min(level, next.level());
      if (next.value() == first.value()) {
        end = Math.max(end, next.end());
      }
    }
    return new PlacedSection(
        first.ordinal(),
        first.heading(),
        level,
        text.toString(),
        first.value(),
        first.start(),
        end,
        run.size());
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isBlank()) {
      text.append(text.isEmpty() ? "" : PARAGRAPH).append(part);
    }
  }
}
