package org.precis.eval.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * By how much the predictions of a report are better than others for the same examples.
 *
 * @param other name of the file with the other predictions
 * @param languages differences in each language, by tag
 * @param groups differences of the means over the languages of each group
 * @param overall differences of the means over all languages
 */
public record Comparison(
    String other, List<Report.Row> languages, List<Report.Row> groups, Report.Row overall) {
  public Comparison {
    languages = List.copyOf(languages);
    groups = List.copyOf(groups);
  }

  /** The metrics that any language has, in order. */
  public List<Metric> metrics() {
    return List.copyOf(overall.figures().keySet());
  }

  /** The groups, and the whole behind them. */
  List<Report.Row> means() {
    return Stream.concat(groups.stream(), Stream.of(overall)).toList();
  }
}
