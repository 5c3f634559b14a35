package org.precis.eval.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
  private final Optional<EmbeddingScorer> embeddings;
  private final ExampleScorer scorer;
  private final PoissonDraws draws;
  private final Map<String, LanguageFigures> languages = new TreeMap<>();

  /** An evaluation without examples yet and without an encoder. */
  public Evaluation(
      EvaluationSettings settings, ResourceGroups groups, SentenceSplitter sentences) {
    this(settings, groups, sentences, Optional.empty());
  }

  /**
   * An evaluation without examples yet.
   *
   * @param embeddings metrics that need an encoder
   */
  public Evaluation(
      EvaluationSettings settings,
      ResourceGroups groups,
      SentenceSplitter sentences,
      Optional<EmbeddingScorer> embeddings) {
    this.settings = settings;
    this.groups = groups;
    this.embeddings = embeddings;
    this.scorer = new ExampleScorer(settings, sentences, embeddings);
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
    int[] times =
        example
            .document()
            .map(document -> draws.of(document, settings.resamples()))
            .orElseGet(() -> draws.next(settings.resamples()));
    languages
        .computeIfAbsent(example.language(), l -> new LanguageFigures(settings.resamples()))
        .add(example, scorer.score(example), times);
  }

  /**
   * The figures so far.
   *
   * @param name of the file
   * @param comparisons with other files
   * @throws IllegalStateException if there was no example
   */
  public Report report(String name, List<Comparison> comparisons) {
    if (languages.isEmpty()) {
      throw new IllegalStateException(name + " has no example: there is nothing to report");
    }
    Function<Collection<String>, Map<Metric, Figure>> figures =
        tags -> {
          Map<Metric, Figure> found = new EnumMap<>(Metric.class);
          means(tags).forEach((metric, mean) -> found.put(metric, mean.figure()));
          return found;
        };
    String described =
        settings.describe() + embeddings.map(scorer -> "; " + scorer.description()).orElse("");
    return new Report(
        name, described, languages(figures), groups(figures), all(figures), comparisons);
  }

  /**
   * The differences so far from an evaluation of other predictions for the same examples, which
   * were added in the same order, with the same settings: so that both have the same resamples.
   *
   * @param name of the other file
   */
  public Comparison comparedWith(Evaluation other, String name) {
    Function<Collection<String>, Map<Metric, Figure>> differences =
        tags -> {
          Map<Metric, Figure> found = new EnumMap<>(Metric.class);
          Map<Metric, Resampled> others = other.means(tags);
          means(tags)
              .forEach(
                  (metric, mean) ->
                      Optional.ofNullable(others.get(metric))
                          .ifPresent(with -> found.put(metric, mean.above(with))));
          return found;
        };
    return new Comparison(name, languages(differences), groups(differences), all(differences));
  }

  private List<Report.Row> languages(Function<Collection<String>, Map<Metric, Figure>> figures) {
    return languages.keySet().stream().map(tag -> row(tag, List.of(tag), figures)).toList();
  }

  private List<Report.Row> groups(Function<Collection<String>, Map<Metric, Figure>> figures) {
    Map<String, List<String>> members =
        languages.keySet().stream().collect(Collectors.groupingBy(groups::of));
    return groups.names().stream()
        .filter(members::containsKey)
        .map(group -> row(group, members.get(group), figures))
        .toList();
  }

  private Report.Row all(Function<Collection<String>, Map<Metric, Figure>> figures) {
    return row("overall", languages.keySet(), figures);
  }

  private Report.Row row(
      String name,
      Collection<String> tags,
      Function<Collection<String>, Map<Metric, Figure>> figures) {
    long examples = tags.stream().mapToLong(tag -> languages.get(tag).examples()).sum();
    return new Report.Row(name, tags.size(), examples, figures.apply(tags));
  }

  /** The means over languages that have a figure. */
  private Map<Metric, Resampled> means(Collection<String> tags) {
    Map<Metric, List<Resampled>> collected = new EnumMap<>(Metric.class);
    for (String tag : tags) {
      languages
          .get(tag)
          .figures()
          .forEach(
              (metric, figure) ->
                  collected.computeIfAbsent(metric, m -> new ArrayList<>()).add(figure));
    }
    Map<Metric, Resampled> means = new EnumMap<>(Metric.class);
    collected.forEach((metric, all) -> means.put(metric, Resampled.mean(all)));
    return means;
  }
}
