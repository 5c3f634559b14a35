package org.precis.summarize.section;

import java.util.EnumSet;
import java.util.Set;
import org.precis.text.Document;
import org.precis.text.HeadingType;
import org.precis.text.Section;

/**
 * DANCER's choice: introductions, methods, results and conclusions of some length are summarised,
 * each as long as the model makes it; nothing else is. Stateless.
 */
public final class HeadingCounter implements SectionCounter {
  private static final Set<HeadingType> SUMMARISED =
      EnumSet.of(
          HeadingType.INTRODUCTION,
          HeadingType.METHODS,
          HeadingType.RESULTS,
          HeadingType.CONCLUSION);

  /** Shorter sections are left out. */
  private static final int LEAST_WORDS = 50;

  /** As many as there is no summary of one section with. */
  private static final double ANY_NUMBER = 100;

  @Override
  public double[] counts(Document document, int sentences) {
    return document.sections().stream()
        .mapToDouble(section -> isSummarised(section) ? ANY_NUMBER : 0)
        .toArray();
  }

  private static boolean isSummarised(Section section) {
    return SUMMARISED.contains(HeadingType.of(section.heading()))
        && section.text().split("\\s+", LEAST_WORDS + 1).length > LEAST_WORDS;
  }

  @Override
  public String identity() {
    return "headings-1";
  }
}
