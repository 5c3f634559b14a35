package org.precis.summarize;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A summary by sections whose plan is still being made. If that takes too long, the answer is the
 * fallback.
 */
final class PlannedJob implements SummaryJob {
  private static final long SLICE_MILLIS = 50;

  private final CompletableFuture<SummaryJob> planned;
  private final long deadlineNanos;
  private final Function<String, Summary> fallback;

  /**
   * @param planned gives the job with a plan; never fails but by being cancelled
   * @param fallback makes the answer for a reason
   */
  PlannedJob(
      CompletableFuture<SummaryJob> planned,
      long deadlineNanos,
      Function<String, Summary> fallback) {
    this.planned = planned;
    this.deadlineNanos = deadlineNanos;
    this.fallback = fallback;
  }

  @Override
  public boolean isDone() {
    boolean ready = planned.isDone() && !planned.isCancelled();
    return System.nanoTime() >= deadlineNanos
        || planned.isCancelled()
        || (ready && planned.join().isDone());
  }

  @Override
  public Summary await(BooleanSupplier stop) {
    try {
      while (true) {
        boolean over = System.nanoTime() - deadlineNanos >= 0 || stop.getAsBoolean();
        if (over && !planned.isDone()) {
          cancel();
          return fallback.apply(Reasons.TIMEOUT);
        }
        try {
          return planned.get(SLICE_MILLIS, TimeUnit.MILLISECONDS).await(stop);
        } catch (TimeoutException notYet) {
          // Asks again whether to go on.
        }
      }
    } catch (CancellationException left) {
      return fallback.apply(Reasons.STOPPED);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a plan never fails", impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancel();
      return fallback.apply(Reasons.TIMEOUT);
    }
  }

  @Override
  public void cancel() {
    if (!planned.cancel(false) && !planned.isCancelled()) {
      planned.join().cancel();
    }
  }
}
