package org.precis.summarize;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.precis.decode.DecodeOptions;

/**
 * The model's computations under way, by key: equal ones are one flight, and what lands goes into
 * the cache. Thread-safe.
 */
final class Flights {
  private final SummaryCache cache;
  private final FlightQueue queue;
  private final ConcurrentHashMap<String, Flight> flying = new ConcurrentHashMap<>();

  Flights(SummaryCache cache, FlightQueue queue) {
    this.cache = cache;
    this.queue = queue;
  }

  /**
   * What a flight is for.
   *
   * @param key equal for equal computations
   * @param source makes what the model reads; may throw
   * @param options how to search
   * @param deadlineNanos when the caller wants an answer
   * @param ticket equal for flights that are one summary, and take one place in the queue
   */
  record Order(
      String key,
      Supplier<SourceText> source,
      DecodeOptions options,
      long deadlineNanos,
      Object ticket) {}

  /**
   * Joins the flight of an equal order, or starts one. Never blocks and never throws: a wait for
   * what cannot be computed is over at once.
   *
   * @param shared whether others may join, and the cache gets the summary
   */
  FlightWait fly(Order order, boolean shared) {
    if (shared) {
      Flight known = flying.get(order.key());
      if (known != null && known.join(order.deadlineNanos())) {
        return waitFor(known, order);
      }
    }
    SourceText source;
    try {
      source = order.source().get();
    } catch (RuntimeException unreadable) {
      return over(order, Outcome.failed(Reasons.of(unreadable)));
    }
    if (!shared) {
      Flight alone = new Flight(order, source, (flight, outcome) -> {});
      enqueue(alone);
      return waitFor(alone, order);
    }
    Flight mine = new Flight(order, source, this::land);
    Flight flight =
        flying.compute(
            order.key(),
            (k, other) -> other != null && other.join(order.deadlineNanos()) ? other : mine);
    if (flight == mine) {
      // An equal flight that has landed since the first look has left its summary in the cache.
      cache.get(order.key()).map(Outcome::of).ifPresentOrElse(mine::complete, () -> enqueue(mine));
    }
    return waitFor(flight, order);
  }

  /** A wait for what is known already. */
  FlightWait over(Order order, Outcome outcome) {
    Flight flight = new Flight(order, SourceText.NONE, (f, o) -> {});
    flight.complete(outcome);
    return waitFor(flight, order);
  }

  private FlightWait waitFor(Flight flight, Order order) {
    return new FlightWait(flight, queue, order.deadlineNanos());
  }

  private void enqueue(Flight flight) {
    if (!queue.offer(flight)) {
      flight.complete(Outcome.failed(queue.isClosed() ? Reasons.CLOSED : Reasons.BUSY));
    }
  }

  /** Leaves the summary in the cache before the flight can no longer be joined. */
  private void land(Flight flight, Outcome outcome) {
    outcome.summary().ifPresent(summary -> cache.put(flight.key(), summary));
    flying.remove(flight.key(), flight);
  }
}
