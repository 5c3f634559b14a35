package org.precis.eval.report;

import java.util.Optional;
import java.util.OptionalDouble;
import org.precis.eval.statistics.Interval;

/**
 * A figure of a report.
 *
 * @param value the mean over examples, or the score of the corpus; or the difference of two
 * @param interval of 95 %, where it was computed
 * @param p of a difference: one-sided p-value of the paired bootstrap, where it was computed
 */
public record Figure(double value, Optional<Interval> interval, OptionalDouble p) {
  /** A figure that is no difference. */
  public Figure(double value, Optional<Interval> interval) {
    this(value, interval, OptionalDouble.empty());
  }
}
