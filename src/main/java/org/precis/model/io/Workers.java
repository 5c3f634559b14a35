package org.precis.model.io;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the parts of one load side by side. Whoever made it closes it. */
final class Workers implements AutoCloseable {
  /** Reading and hashing gain little beyond. */
  private static final int MOST_THREADS = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
          task -> {
            Thread thread = new Thread(task, "precis-load");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Runs tasks and waits for all of them.
   *
   * @return their results, in order
   * @throws RuntimeException that of the first task that failed; none is running any more then
   */
  <T> List<T> all(List<Callable<T>> tasks) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("loading was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
