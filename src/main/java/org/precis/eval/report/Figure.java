package org.precis.eval.report;

import java.util.Optional;
import org.precis.eval.statistics.Interval;

/**
 * A figure of a report.
 *
 * @param value the mean over examples, or the score of the corpus
 * @param interval of 95 %, where it was computed
 */
public record Figure(double value, Optional<Interval> interval) {}
