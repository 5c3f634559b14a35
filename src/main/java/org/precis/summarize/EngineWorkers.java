package org.precis.summarize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that take batches out of the queue and run the model. Closing stops and joins them.
 */
final class EngineWorkers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineWorkers.class);

  private final EngineConfig config;
  private final FlightQueue queue;
  private final ModelSlot slot;
  private final EngineCounters counters;
  private final List<Thread> threads;
  private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EngineWorkers(EngineConfig config, FlightQueue queue, ModelSlot slot, EngineCounters counters) {
    this.config = config;
    this.queue = queue;
    this.slot = slot;
    this.counters = counters;
    int count = config.hasModel() ? config.workers() : 0;
    this.threads = IntStream.range(0, count).mapToObj(this::worker).toList();
    threads.forEach(Thread::start);
  }

  private Thread worker(int number) {
    Thread thread = new Thread(this::work, "precis-" + config.name() + "-" + number);
    thread.setDaemon(true);
    // Native libraries are found through the class loader that has DJL, not through a core's.
    thread.setContextClassLoader(EngineWorkers.class.getClassLoader());
    return thread;
  }

  private void work() {
    try {
      for (Optional<List<Flight>> batch = queue.take(); batch.isPresent(); batch = queue.take()) {
        run(batch.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDropped(Flight flight) {
    boolean pointless = flight.isPointless();
    if (pointless) {
      flight.complete(Outcome.failed(Reasons.STOPPED));
    }
    return pointless;
  }

  private void run(List<Flight> batch) {
    counters.running.addAndGet(batch.size());
    try {
      summarize(batch);
    } finally {
      counters.running.addAndGet(-batch.size());
    }
  }

  /** Where memory runs out, each half of the batch is tried alone, down to single documents. */
  private void summarize(List<Flight> batch) {
    List<Flight> wanted = new ArrayList<>(batch);
    wanted.removeIf(this::isDropped);
    if (wanted.isEmpty()) {
      return;
    }
    String failure;
    try {
      ModelSummarizer model = slot.model().orElseThrow();
      List<Outcome> outcomes =
          model.summarize(
              wanted.stream().map(Flight::source).toList(),
              wanted.get(0).options(),
              source -> closed || wanted.get(source).isPointless());
      for (int i = 0; i < wanted.size(); i++) {
        complete(wanted.get(i), outcomes.get(i));
      }
      return;
    } catch (Throwable e) {
      // The worker lives on, whatever it was: the next batch may be smaller, or its numbers finite.
      failure = Reasons.of(e);
      warn(wanted.size(), e);
    }
    if (failure.equals(Reasons.MEMORY) && wanted.size() > 1) {
      int half = wanted.size() / 2;
      summarize(wanted.subList(0, half));
      summarize(wanted.subList(half, wanted.size()));
    } else {
      wanted.forEach(flight -> complete(flight, Outcome.failed(failure)));
    }
  }

  private void warn(int documents, Throwable failure) {
    if (logged.add(failure.getClass())) {
      log.warn(
          "Engine '{}' failed on a batch of {} documents; more of this kind are only counted",
          config.name(),
          documents,
          failure);
    }
  }

  private void complete(Flight flight, Outcome outcome) {
    boolean stoppedByClosing = closed && outcome.failure().equals(Reasons.STOPPED);
    if (outcome.summary().isPresent()) {
      counters.modelSummaries.increment();
    }
    flight.complete(stoppedByClosing ? Outcome.failed(Reasons.CLOSED) : outcome);
  }

  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
