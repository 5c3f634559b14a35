package org.precis.eval.human;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What ratings say, as Markdown and as JSON: a mean of each system, and how far raters agree. */
public final class RatingReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ratings ratings;
  private final int resamples;
  private final long seed;

  /**
   * A report.
   *
   * @param resamples of the bootstrap, at least 1
   * @param seed of the bootstrap
   */
  public RatingReport(Ratings ratings, int resamples, long seed) {
    if (resamples < 1) {
      throw new IllegalArgumentException(
          "intervals of ratings need at least 1 resample, got " + resamples);
    }
    this.ratings = ratings;
    this.resamples = resamples;
    this.seed = seed;
  }

  /** Tables. */
  public String markdown() {
    StringBuilder page = new StringBuilder("# Human evaluation\n\n");
    page.append(
        "%d raters, %d summaries, ratings from %d to %d; 95 %% intervals by %d resamples of the summaries, seed %d\n\n"
            .formatted(
                ratings.raters().size(),
                ratings.units().size(),
                Criterion.LOWEST,
                Criterion.HIGHEST,
                resamples,
                seed));
    header(page, "system");
    for (String system : ratings.systems()) {
      row(page, system, criterion -> mean(system, criterion).map(RatingReport::cell).orElse("–"));
    }
    page.append('\n');
    header(page, "agreement");
    row(page, "Krippendorff's α, ordinal", criterion -> cell(ratings.alpha(criterion)));
    row(page, "Fleiss' κ", criterion -> cell(ratings.kappa(criterion)));
    return page.toString();
  }

  private static void header(StringBuilder page, String first) {
    row(page, first, Criterion::key);
    page.append("| ---").append(" | ---:".repeat(Criterion.values().length)).append(" |\n");
  }

  private static void row(StringBuilder page, String first, Function<Criterion, String> cell) {
    page.append("| ").append(first.replace("|", "\\|"));
    for (Criterion criterion : Criterion.values()) {
      page.append(" | ").append(cell.apply(criterion));
    }
    page.append(" |\n");
  }

  private static String cell(Ratings.Mean mean) {
    return String.format(
        Locale.ROOT,
        "%.2f [%.2f, %.2f]",
        mean.mean(),
        mean.interval().low(),
        mean.interval().high());
  }

  private static String cell(OptionalDouble agreement) {
    return agreement.isPresent()
        ? String.format(Locale.ROOT, "%.3f", agreement.getAsDouble())
        : "–";
  }

  private Optional<Ratings.Mean> mean(String system, Criterion criterion) {
    return ratings.mean(system, criterion, resamples, seed);
  }

  /** The same with all digits. */
  public String json() {
    ObjectNode node = JSON.createObjectNode().put("raters", ratings.raters().size());
    ObjectNode systems = node.putObject("systems");
    ObjectNode agreement = node.putObject("agreement");
    for (String system : ratings.systems()) {
      ObjectNode of = systems.putObject(system);
      for (Criterion criterion : Criterion.values()) {
        mean(system, criterion)
            .ifPresent(
                mean ->
                    of.putObject(criterion.key())
                        .put("summaries", mean.items())
                        .put("mean", mean.mean())
                        .put("low", mean.interval().low())
                        .put("high", mean.interval().high()));
      }
    }
    for (Criterion criterion : Criterion.values()) {
      ObjectNode of = agreement.putObject(criterion.key());
      ratings.alpha(criterion).ifPresent(alpha -> of.put("alpha", alpha));
      ratings.kappa(criterion).ifPresent(kappa -> of.put("kappa", kappa));
    }
    return node.toPrettyString() + "\n";
  }
}
