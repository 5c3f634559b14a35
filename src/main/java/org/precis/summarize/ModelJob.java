package org.precis.summarize;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One caller's wait for a {@link Flight}. */
final class ModelJob implements SummaryJob {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final SummaryRequest request;
  private final Flight flight;
  private final FlightQueue queue;
  private final ExtractiveAnswers answers;
  private final AtomicBoolean left = new AtomicBoolean();

  ModelJob(SummaryRequest request, Flight flight, FlightQueue queue, ExtractiveAnswers answers) {
    this.request = request;
    this.flight = flight;
    this.queue = queue;
    this.answers = answers;
  }

  @Override
  public boolean isDone() {
    return flight.outcome().isDone() || System.nanoTime() - request.deadlineNanos() >= 0;
  }

  @Override
  public Summary await(BooleanSupplier stop) {
    try {
      while (true) {
        long remaining = request.deadlineNanos() - System.nanoTime();
        if (!flight.outcome().isDone() && (remaining <= 0 || stop.getAsBoolean())) {
          return answers.fallback(request, Reasons.TIMEOUT);
        }
        try {
          long slice = Math.max(0, Math.min(remaining, SLICE_NANOS));
          Outcome outcome = flight.outcome().get(slice, TimeUnit.NANOSECONDS);
          return outcome
              .summary()
              .orElseGet(() -> answers.fallback(request, reason(outcome.failure())));
        } catch (TimeoutException notYet) {
          // Asks again whether to go on.
        }
      }
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("an outcome never fails", impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return answers.fallback(request, Reasons.TIMEOUT);
    } finally {
      cancel();
    }
  }

  /**
   * The search stops when the deadline of its last waiter passes: for the waiter that is a timeout.
   */
  private static String reason(String failure) {
    return failure.equals(Reasons.STOPPED) ? Reasons.TIMEOUT : failure;
  }

  @Override
  public void cancel() {
    if (left.compareAndSet(false, true) && flight.leave()) {
      queue.remove(flight);
      flight.complete(Outcome.failed(Reasons.STOPPED));
    }
  }
}
