package org.precis.eval.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.precis.text.SentenceSplitter;

/**
 * Evaluates examples one by one. What it keeps depends on the number of languages, not of examples.
 * Not thread-safe.
 */
public final class Evaluation {
  /**
   * Far more than there are in any collection; a file with more has something else in {@code lang}.
   */
  private static final int MOST_LANGUAGES = 500;

  private final EvaluationSettings settings;
  private final ResourceGroups groups;
  private final ExampleScorer scorer;
  private final PoissonDraws draws;
  private final Map<String, LanguageFigures> languages = new TreeMap<>();

  /** An evaluation without examples yet. */
  public Evaluation(
      EvaluationSettings settings, ResourceGroups groups, SentenceSplitter sentences) {
    this.settings = settings;
    this.groups = groups;
    this.scorer = new ExampleScorer(settings, sentences);
    this.draws = new PoissonDraws(settings.seed());
  }

  /**
   * Adds an example.
   *
   * @throws IllegalStateException if there are too many languages
   */
  public void add(Example example) {
    if (languages.size() == MOST_LANGUAGES && !languages.containsKey(example.language())) {
      throw new IllegalStateException(
          "more than "
              + MOST_LANGUAGES
              + " languages, the next is '"
              + example.language()
              + "'; does 'lang' hold language tags?");
    }
    languages
        .computeIfAbsent(example.language(), l -> new LanguageFigures(settings.resamples()))
        .add(example, scorer.score(example), draws.next(settings.resamples()));
  }

  /**
   * The figures so far.
   *
   * @param name of the file
   * @throws IllegalStateException if there was no example
   */
  public Report report(String name) {
    if (languages.isEmpty()) {
      throw new IllegalStateException(name + " has no example: there is nothing to report");
    }
    List<Report.Row> rows = new ArrayList<>();
    languages.forEach((language, figures) -> rows.add(mean(language, List.of(figures))));
    Map<String, List<LanguageFigures>> members = new LinkedHashMap<>();
    for (String group : groups.names()) {
      List<LanguageFigures> of =
          languages.entrySet().stream()
              .filter(entry -> groups.of(entry.getKey()).equals(group))
              .map(Map.Entry::getValue)
              .collect(Collectors.toList());
      if (!of.isEmpty()) {
        members.put(group, of);
      }
    }
    List<Report.Row> groupRows = new ArrayList<>();
    members.forEach((group, figures) -> groupRows.add(mean(group, figures)));
    return new Report(
        name,
        settings.describe(),
        rows,
        groupRows,
        mean("overall", List.copyOf(languages.values())));
  }

  private static Report.Row mean(String name, List<LanguageFigures> languages) {
    Map<Metric, List<Resampled>> collected = new EnumMap<>(Metric.class);
    for (LanguageFigures language : languages) {
      language
          .figures()
          .forEach(
              (metric, figure) ->
                  collected.computeIfAbsent(metric, m -> new ArrayList<>()).add(figure));
    }
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    collected.forEach((metric, all) -> figures.put(metric, Resampled.mean(all).figure()));
    long examples = languages.stream().mapToLong(LanguageFigures::examples).sum();
    return new Report.Row(name, languages.size(), examples, figures);
  }
}
