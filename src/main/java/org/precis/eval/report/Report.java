package org.precis.eval.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The figures of a file of predictions.
 *
 * @param name of the file
 * @param settings one line that says how the figures were made
 * @param languages a row for each language, by tag
 * @param groups the means over the languages of each group
 * @param overall the mean over all languages
 * @param comparisons with other files of predictions for the same examples
 */
public record Report(
    String name,
    String settings,
    List<Row> languages,
    List<Row> groups,
    Row overall,
    List<Comparison> comparisons) {
  /**
   * A row of figures.
   *
   * @param name language tag, or name of a group
   * @param languages how many languages it is the mean of
   * @param examples lines
   * @param figures what could be computed
   */
  public record Row(String name, int languages, long examples, Map<Metric, Figure> figures) {
    public Row {
      EnumMap<Metric, Figure> copy = new EnumMap<>(Metric.class);
      copy.putAll(figures);
      figures = copy;
    }
  }

  public Report {
    languages = List.copyOf(languages);
    groups = List.copyOf(groups);
    comparisons = List.copyOf(comparisons);
  }

  /** The groups, and the whole behind them. */
  List<Row> means() {
    return Stream.concat(groups.stream(), Stream.of(overall)).toList();
  }

  /** The metrics that any language has, in order. */
  public List<Metric> metrics() {
    return List.copyOf(overall.figures().keySet());
  }
}
