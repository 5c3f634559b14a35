package org.precis.summarize.section;

import java.util.ArrayList;
import java.util.List;
import org.precis.text.Document;
import org.precis.text.OffsetMap;
import org.precis.text.Section;
import org.precis.text.Span;

/**
 * A document in few enough sections: runs of neighbours are put together, as even in number as they
 * can be, and nothing is dropped.
 *
 * @param document the document with a section for each run, headed by the first heading of the run;
 *     the other headings are part of its text
 * @param first index, in the original document, of the first section of each run
 * @param merged how many sections each run has
 */
record SectionRuns(Document document, List<Integer> first, List<Integer> merged) {
  private static final String PARAGRAPH = "\n\n";

  SectionRuns {
    first = List.copyOf(first);
    merged = List.copyOf(merged);
  }

  /** The document in at most {@code max} sections. */
  static SectionRuns of(Document document, int max) {
    List<Section> sections = document.sections();
    int runs = Math.min(max, sections.size());
    List<Section> joined = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    List<Integer> merged = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      int from = (int) ((long) i * sections.size() / runs);
      int to = (int) ((long) (i + 1) * sections.size() / runs);
      joined.add(together(sections.subList(from, to)));
      first.add(from);
      merged.add(to - from);
    }
    Document fewer =
        new Document(document.id(), document.title(), document.language(), document.body(), joined);
    return new SectionRuns(runs == sections.size() ? document : fewer, first, merged);
  }

  private static Section together(List<Section> run) {
    Section first = run.get(0);
    if (run.size() == 1) {
      return first;
    }
    StringBuilder text = new StringBuilder(first.text());
    OffsetMap.Builder offsets = new OffsetMap.Builder().mapped(first.offsets());
    int end = placeOf(first, 0).end();
    int level = first.level();
    for (Section next : run.subList(1, run.size())) {
      level = Math.min(level, next.level());
      Span place = placeOf(next, end);
      append(text, next.heading());
      if (!next.text().isBlank()) {
        text.append(text.isEmpty() ? "" : PARAGRAPH);
      }
      // Headings and the space between sections stand for whatever is there in the source.
      int between = Math.min(end, place.start());
      offsets.replaced(text.length() - offsets.length(), between, Math.max(between, place.start()));
      if (!next.text().isBlank()) {
        text.append(next.text());
        offsets.mapped(next.offsets());
      }
      end = place.end();
    }
    return new Section(first.heading(), level, text.toString(), offsets.build());
  }

  /** Where a section's text stands in the source; of a heading alone only what it follows. */
  private static Span placeOf(Section section, int former) {
    int length = section.text().length();
    return length == 0 ? new Span(former, former) : section.offsets().toSource(new Span(0, length));
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isBlank()) {
      text.append(text.isEmpty() ? "" : PARAGRAPH).append(part);
    }
  }
}
