package org.precis.summarize;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.precis.decode.DecodeOptions;

/**
 * One computation of the model and everyone who waits for it. Its deadline is that of its most
 * patient waiter; when the last one leaves, it is abandoned. Thread-safe.
 */
final class Flight {
  private final String key;
  private final SourceText source;
  private final DecodeOptions options;
  private final Object ticket;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final BiConsumer<Flight, Outcome> landing;
  private int waiters;
  private boolean abandoned;
  private long deadlineNanos;

  /**
   * @param landing told the outcome before anyone who waits; may be told more than once
   */
  Flight(Flights.Order order, SourceText source, BiConsumer<Flight, Outcome> landing) {
    this.key = order.key();
    this.landing = landing;
    this.source = source;
    this.options = order.options();
    this.ticket = order.ticket();
    this.waiters = 1;
    this.deadlineNanos = order.deadlineNanos();
  }

  String key() {
    return key;
  }

  SourceText source() {
    return source;
  }

  DecodeOptions options() {
    return options;
  }

  /** The same object for flights that are one summary together. */
  Object ticket() {
    return ticket;
  }

  /** True if what is read may be decoded in one batch with what the other reads. */
  boolean isLike(Flight other) {
    return options.equals(other.options) && source.isSection() == other.source.isSection();
  }

  /** For those who wait; completed by {@link #complete} alone, never exceptionally. */
  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** States what came of it. False if that was stated before. */
  boolean complete(Outcome result) {
    landing.accept(this, result);
    return outcome.complete(result);
  }

  /** One more waiter. False if the flight was abandoned, so that a new one is needed. */
  synchronized boolean join(long waitersDeadlineNanos) {
    if (abandoned) {
      return false;
    }
    waiters++;
    if (waitersDeadlineNanos - deadlineNanos > 0) {
      deadlineNanos = waitersDeadlineNanos;
    }
    return true;
  }

  /** One waiter less. True if it was the last. */
  synchronized boolean leave() {
    waiters--;
    abandoned |= waiters == 0;
    return abandoned;
  }

  /**
   * True if nobody waits, or nobody would wait long enough; then for good, so that nobody joins
   * what is being stopped.
   */
  synchronized boolean isPointless() {
    abandoned |= System.nanoTime() - deadlineNanos >= 0;
    return abandoned;
  }
}
