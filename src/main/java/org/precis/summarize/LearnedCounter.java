package org.precis.summarize;

import java.util.ArrayList;
import java.util.List;
import org.precis.model.SentenceCounter;
import org.precis.summarize.section.SectionCounter;
import org.precis.text.Document;
import org.precis.text.OffsetMap;
import org.precis.text.Section;

/**
 * Counts by the module that was trained with the model. Reads all sections with the model's
 * encoder, so it takes its time.
 */
final class LearnedCounter implements SectionCounter {
  private final SentenceCounter counter;
  private final ModelSummarizer model;

  /**
   * @param model open as long as this is used
   */
  LearnedCounter(SentenceCounter counter, ModelSummarizer model) {
    this.counter = counter;
    this.model = model;
  }

  @Override
  public double[] counts(Document document, int sentences) {
    List<Integer> places = new ArrayList<>();
    List<int[]> read = new ArrayList<>();
    for (int i = 0; i < document.sections().size(); i++) {
      Section section = document.sections().get(i);
      if (!section.text().isBlank()) {
        places.add(i);
        read.add(model.tokens(alone(section, document.language())));
      }
    }
    double[] counts = new double[document.sections().size()];
    if (!read.isEmpty()) {
      double[] found = counter.counts(read);
      for (int i = 0; i < found.length; i++) {
        counts[places.get(i)] = found[i];
      }
    }
    return counts;
  }

  /** What the model reads when it summarises the section. */
  private static Document alone(Section section, String language) {
    OffsetMap identity = OffsetMap.contiguous(0, section.text().length());
    Section only = new Section(section.heading(), section.level(), section.text(), identity);
    return new Document("", "", language, section.text(), List.of(only));
  }

  @Override
  public String identity() {
    return counter.hash();
  }
}
