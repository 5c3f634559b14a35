package org.precis.train.objective;

/**
 * What attention to positions that are covered already costs (See et al. 2017, equation 13).
 *
 * @param weight λ; 0 for nothing
 * @param from updates before it costs anything: it does harm while attention is still blind
 */
public record CoverageSettings(double weight, long from) {
  /** Nothing is paid. */
  public static final CoverageSettings NONE = new CoverageSettings(0, 0);

  public CoverageSettings {
    if (!(weight >= 0) || from < 0) {
      throw new IllegalArgumentException(
          "coverage and coverage_from must be at least 0; they are %s and %d"
              .formatted(weight, from));
    }
  }

  /** λ of a step, counted from 0. */
  public double at(long step) {
    return step < from ? 0 : weight;
  }
}
