package org.precis.summarize.section;

import java.util.stream.IntStream;
import org.precis.text.Document;

/**
 * Makes the counts of another counter add up to what is wanted, in proportion.
 *
 * @param counter that knows the sections
 * @param exact true if the summary shall have just so many sentences, false if at most
 */
public record FittedCounter(SectionCounter counter, boolean exact) implements SectionCounter {
  @Override
  public double[] counts(Document document, int sentences) {
    double[] counts = counter.counts(document, sentences);
    boolean fits = !exact && IntStream.of(SectionPlanner.numbers(counts)).sum() <= sentences;
    return fits ? counts : Apportionment.of(counts, sentences);
  }

  @Override
  public String identity() {
    return counter.identity() + (exact ? "=" : "<");
  }
}
