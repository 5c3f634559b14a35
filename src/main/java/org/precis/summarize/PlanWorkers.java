package org.precis.summarize;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which a model's counter reads sections, so that no caller waits for it before the
 * deadline is looked at. Bounded; closing ends them.
 */
final class PlanWorkers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlanWorkers.class);
  private static final long IDLE_SECONDS = 60;

  private final String engine;
  private final ThreadPoolExecutor threads;

  PlanWorkers(EngineConfig config) {
    engine = config.name();
    threads =
        new ThreadPoolExecutor(
            config.workers(),
            config.workers(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queue()),
            task -> {
              Thread thread = new Thread(task, "precis-plan-" + config.name());
              thread.setDaemon(true);
              thread.setContextClassLoader(PlanWorkers.class.getClassLoader());
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Plans on another thread. Never blocks and never throws.
   *
   * @param plan makes the job
   * @param fallback makes the job for a reason why there is none
   */
  CompletableFuture<SummaryJob> submit(
      Supplier<SummaryJob> plan, Function<String, SummaryJob> fallback) {
    CompletableFuture<SummaryJob> planned = new CompletableFuture<>();
    try {
      threads.execute(() -> run(planned, plan, fallback));
    } catch (RejectedExecutionException full) {
      planned.complete(fallback.apply(threads.isShutdown() ? Reasons.CLOSED : Reasons.BUSY));
    }
    return planned;
  }

  private void run(
      CompletableFuture<SummaryJob> planned,
      Supplier<SummaryJob> plan,
      Function<String, SummaryJob> fallback) {
    if (planned.isCancelled()) {
      return;
    }
    SummaryJob job;
    try {
      job = threads.isShutdown() ? fallback.apply(Reasons.CLOSED) : plan.get();
    } catch (Throwable e) {
      // Whatever it was, the request gets an answer and the thread lives on.
      log.error("Engine '{}' could not count sentences", engine, e);
      job = fallback.apply(Reasons.of(e));
    }
    if (!planned.complete(job)) {
      job.cancel();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      boolean ended = threads.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        log.warn("Engine '{}' is closed while sentences are being counted", engine);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
