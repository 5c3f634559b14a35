package org.precis.summarize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Flights that wait for a worker, of at most {@code capacity} summaries: the sections of a document
 * are flights of their own, but one summary. A worker takes the oldest, and with it those of the
 * same search options whose length fits best, so that little is spent on padding. Thread-safe.
 */
final class FlightQueue {
  private final int capacity;
  private final int batchSize;
  private final int batchTokens;
  private final List<Flight> waiting = new ArrayList<>();
  private boolean closed;

  FlightQueue(int capacity, int batchSize, int batchTokens) {
    this.capacity = capacity;
    this.batchSize = batchSize;
    this.batchTokens = batchTokens;
  }

  /** False if the queue is full or closed. */
  synchronized boolean offer(Flight flight) {
    if (closed || isFullFor(flight)) {
      return false;
    }
    waiting.add(flight);
    notifyAll();
    return true;
  }

  private boolean isFullFor(Flight flight) {
    if (waiting.size() < capacity) {
      return false;
    }
    Set<Object> summaries = Collections.newSetFromMap(new IdentityHashMap<>());
    waiting.forEach(other -> summaries.add(other.ticket()));
    return !summaries.contains(flight.ticket()) && summaries.size() >= capacity;
  }

  /** Takes a flight out, if it still waits. */
  synchronized void remove(Flight flight) {
    waiting.remove(flight);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized int size() {
    return waiting.size();
  }

  /** The next batch; waits for one. Empty if the queue is closed. */
  synchronized Optional<List<Flight>> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? Optional.empty() : Optional.of(nextBatch());
  }

  private List<Flight> nextBatch() {
    Flight oldest = waiting.get(0);
    int length = oldest.source().length();
    List<Flight> fitting = new ArrayList<>();
    for (Flight flight : waiting) {
      if (flight.isLike(oldest)) {
        fitting.add(flight);
      }
    }
    // The sort is stable and the oldest differs from itself by nothing, so it stays first.
    fitting.sort(Comparator.comparingInt(f -> Math.abs(f.source().length() - length)));
    List<Flight> batch = new ArrayList<>();
    int longest = 0;
    for (Flight flight : fitting) {
      int padded = Math.max(longest, flight.source().length());
      boolean fits = (long) padded * (batch.size() + 1) <= batchTokens;
      if (batch.size() < batchSize && (fits || batch.isEmpty())) {
        batch.add(flight);
        longest = padded;
      }
    }
    waiting.removeAll(batch);
    return batch;
  }

  /** Wakes the workers for the last time and returns what still waits. */
  synchronized List<Flight> close() {
    closed = true;
    List<Flight> left = List.copyOf(waiting);
    waiting.clear();
    notifyAll();
    return left;
  }
}
