package org.precis.summarize.section;

import java.util.regex.Pattern;
import org.precis.text.Document;
import org.precis.text.Section;

/**
 * Counts by what a document looks like, with no model and in any language: a section deserves
 * sentences by the square root of its length, the first and the last one twice as many. Adds up to
 * what was asked for. Stateless.
 *
 * <p>Chosen by measurement among lengths, positions, centrality and their products; see {@code
 * docs/adr/0006-summaries-by-sections.md}.
 */
public final class ShapeCounter implements SectionCounter {
  /** Introductions and conclusions say what a document is about, and what it found. */
  private static final double ENDS = 2;

  /** Headings of sections that a summary says nothing of (UOTSumm's preprocessing has the same). */
  private static final Pattern BACK_MATTER =
      Pattern.compile(
          "(?iu)(acknowledge?ments?|references|bibliography|literature cited|conflicts? of interests?"
              + "|competing interests?|funding|appendix\\b.*|appendices|supplementary\\b.*"
              + "|abbreviations|table of contents|contents)");

  @Override
  public double[] counts(Document document, int sentences) {
    double[] weights = document.sections().stream().mapToDouble(ShapeCounter::weight).toArray();
    int first = -1;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < last) {
      weights[first] *= ENDS;
      weights[last] *= ENDS;
    }
    return Apportionment.of(weights, sentences);
  }

  private static double weight(Section section) {
    boolean counts = !section.text().isBlank() && !BACK_MATTER.matcher(section.heading()).matches();
    return counts ? Math.sqrt(section.text().length()) : 0;
  }

  @Override
  public String identity() {
    return "shape-1";
  }
}
