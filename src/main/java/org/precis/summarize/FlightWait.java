package org.precis.summarize;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One caller's wait for a {@link Flight}. Leave it, whatever came of it. */
final class FlightWait {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Flight flight;
  private final FlightQueue queue;
  private final long deadlineNanos;
  private final AtomicBoolean left = new AtomicBoolean();

  FlightWait(Flight flight, FlightQueue queue, long deadlineNanos) {
    this.flight = flight;
    this.queue = queue;
    this.deadlineNanos = deadlineNanos;
  }

  /** True if {@link #await} does not wait. */
  boolean isDone() {
    return flight.outcome().isDone() || System.nanoTime() - deadlineNanos >= 0;
  }

  /** What came of it; a timeout at the deadline, or once {@code stop} says so. */
  Outcome await(BooleanSupplier stop) {
    try {
      while (true) {
        long remaining = deadlineNanos - System.nanoTime();
        if (!flight.outcome().isDone() && (remaining <= 0 || stop.getAsBoolean())) {
          return Outcome.failed(Reasons.TIMEOUT);
        }
        try {
          long slice = Math.max(0, Math.min(remaining, SLICE_NANOS));
          return seenByWaiter(flight.outcome().get(slice, TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
          // Asks again whether to go on.
        }
      }
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("an outcome never fails", impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Outcome.failed(Reasons.TIMEOUT);
    }
  }

  /**
   * The search stops when the deadline of its last waiter passes: for the waiter that is a timeout.
   */
  private static Outcome seenByWaiter(Outcome outcome) {
    return outcome.failure().equals(Reasons.STOPPED) ? Outcome.failed(Reasons.TIMEOUT) : outcome;
  }

  /** Waits no more; the last one to leave ends the computation. */
  void leave() {
    if (left.compareAndSet(false, true) && flight.leave()) {
      queue.remove(flight);
      flight.complete(Outcome.failed(Reasons.STOPPED));
    }
  }
}
