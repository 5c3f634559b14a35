package org.precis.model.io.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Counts failures of one file and waits between them, longer each time. Not thread-safe. */
final class Patience {
  /** A hub that asks for more is not waited for. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final int MOST_DOUBLINGS = 6;

  private final HubOptions options;
  private int failures;

  Patience(HubOptions options) {
    this.options = options;
  }

  /** Something came: earlier failures do not count any more. */
  void progress() {
    failures = 0;
  }

  /**
   * Waits before the next try.
   *
   * @throws IOException the failure, if there is no point in trying again
   */
  void afterFailure(IOException failure) throws IOException {
    failures++;
    Duration wait = options.firstDelay().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    if (failure instanceof HubAnswerException answer) {
      if (!answer.temporary()) {
        throw failure;
      }
      wait = answer.waitTime().orElse(wait);
    }
    if (failures >= options.attempts()) {
      throw new IOException(
          "%s (gave up after %d tries; run the same command to go on)"
              .formatted(describe(failure), failures),
          failure);
    }
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IOException(
          "%s (asked to wait for %d s; try again then)"
              .formatted(describe(failure), wait.toSeconds()),
          failure);
    }
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while waiting");
      stopped.initCause(e);
      throw stopped;
    }
  }

  private static String describe(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
