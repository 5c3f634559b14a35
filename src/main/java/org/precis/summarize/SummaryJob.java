package org.precis.summarize;

import java.util.function.BooleanSupplier;

/** A summary under way, as one caller sees it. */
public interface SummaryJob {
  /** True if {@link #await} returns at once. */
  boolean isDone();

  /**
   * Waits for the summary. If the request's deadline passes or {@code stop} says so first, leaves
   * the job and returns the request's fallback, reason {@code timeout}. Never throws for a failed
   * model: the summary says what happened.
   *
   * @param stop asked about every 50 ms on the calling thread
   */
  Summary await(BooleanSupplier stop);

  /** Leaves the job. The computation ends with its last caller. */
  void cancel();
}
