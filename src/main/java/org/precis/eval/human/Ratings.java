package org.precis.eval.human;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.precis.eval.statistics.Bootstrap;
import org.precis.eval.statistics.FleissKappa;
import org.precis.eval.statistics.Interval;
import org.precis.eval.statistics.KrippendorffAlpha;
import org.precis.eval.statistics.Resampler;
import org.precis.eval.statistics.Strata;

/**
 * What raters said. Immutable.
 *
 * @param units what each blind name of the form stands for
 * @param raters ratings by blind name; what a rater left open is missing
 */
public record Ratings(Map<String, Unit> units, List<Map<String, Map<Criterion, Integer>>> raters) {
  /**
   * A rated summary.
   *
   * @param language of the text
   * @param example which text
   * @param system whose summary
   */
  public record Unit(String language, String example, String system) {}

  /**
   * A system's mean.
   *
   * @param items rated summaries
   * @param mean over summaries of the mean over their raters
   * @param interval of the bootstrap over summaries, each language a stratum
   */
  public record Mean(int items, double mean, Interval interval) {}

  public Ratings {
    units = Collections.unmodifiableMap(new TreeMap<>(units));
    raters = List.copyOf(raters);
    if (raters.isEmpty()) {
      throw new IllegalArgumentException("ratings need at least one rater, got 0");
    }
  }

  /** Names of the systems, sorted. */
  public List<String> systems() {
    return units.values().stream().map(Unit::system).distinct().sorted().toList();
  }

  /**
   * The mean rating of a system; empty if nobody rated it.
   *
   * @param resamples of the bootstrap, at least 1
   */
  public Optional<Mean> mean(String system, Criterion criterion, int resamples, long seed) {
    List<String> languages = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    units.forEach(
        (id, unit) -> {
          OptionalDouble mean = given(id, criterion).stream().mapToInt(r -> r).average();
          if (unit.system().equals(system) && mean.isPresent()) {
            languages.add(unit.language());
            means.add(mean.getAsDouble());
          }
        });
    if (means.isEmpty()) {
      return Optional.empty();
    }
    double[] values = means.stream().mapToDouble(Double::doubleValue).toArray();
    double mean = means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    Resampler resampler = Resampler.stratified(Strata.byLabel(languages), seed);
    return Optional.of(
        new Mean(values.length, mean, Bootstrap.interval(values, resampler, resamples)));
  }

  /** Krippendorff's α for ranks, over all summaries; empty if nobody can disagree. */
  public OptionalDouble alpha(Criterion criterion) {
    double[][] ratings =
        raters.stream()
            .map(
                rater ->
                    units.keySet().stream()
                        .mapToDouble(id -> value(rater, id, criterion))
                        .toArray())
            .toArray(double[][]::new);
    return raters.size() < 2
        ? OptionalDouble.empty()
        : KrippendorffAlpha.of(ratings, KrippendorffAlpha.Level.ORDINAL);
  }

  private static double value(
      Map<String, Map<Criterion, Integer>> rater, String id, Criterion criterion) {
    Integer rating = rater.getOrDefault(id, Map.of()).get(criterion);
    return rating == null ? Double.NaN : rating;
  }

  /** Fleiss' κ over the summaries that all raters rated; empty if there are none. */
  public OptionalDouble kappa(Criterion criterion) {
    int[][] counts =
        units.keySet().stream()
            .map(id -> given(id, criterion))
            .filter(ratings -> ratings.size() == raters.size())
            .map(Ratings::counts)
            .toArray(int[][]::new);
    return counts.length == 0 || raters.size() < 2
        ? OptionalDouble.empty()
        : FleissKappa.of(counts);
  }

  private static int[] counts(List<Integer> ratings) {
    int[] counts = new int[Criterion.HIGHEST - Criterion.LOWEST + 1];
    ratings.forEach(rating -> counts[rating - Criterion.LOWEST]++);
    return counts;
  }

  private List<Integer> given(String id, Criterion criterion) {
    return raters.stream()
        .map(rater -> rater.getOrDefault(id, Map.of()).get(criterion))
        .filter(Objects::nonNull)
        .toList();
  }
}
